"use client";

import { useId, useState } from "react";
import { FieldShell } from "@/components/kit/form";
import { Input } from "@/components/ui/input";

export interface ZoneFieldProps {
  value: string;
  onChange: (zone: string) => void;
  isDisabled: boolean;
  /** It may be left empty: the zone is kept with the columns of the file. */
  isOptional?: boolean;
}

/** The zone of times that name none. Zones are offered as one types; the portal checks what was written. */
export function ZoneField({ value, onChange, isDisabled, isOptional = false }: ZoneFieldProps) {
  const list = useId();
  const [zones, setZones] = useState<readonly string[]>([]);
  return (
    <FieldShell label="Time zone of the file" hint={isOptional ? "Of times that carry none, such as Europe/Lisbon. Empty: as it was saved with these columns, or UTC." : "Its times carry no zone. An IANA name such as UTC or Europe/Lisbon."} className="max-w-80">
      {(control) => (
        <>
          <Input {...control} list={list} value={value} disabled={isDisabled} autoComplete="off" spellCheck={false} onFocus={() => setZones(["UTC", ...Intl.supportedValuesOf("timeZone")])} onChange={(event) => onChange(event.target.value)} />
          <datalist id={list}>
            {zones.map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
        </>
      )}
    </FieldShell>
  );
}
