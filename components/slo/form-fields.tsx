"use client";

import { ControlledField } from "@/components/kit/form";
import { Input } from "@/components/ui/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";

const NONE = "__none";

interface Labelled {
  name: string;
  label: string;
  hint?: string;
  isOptional?: boolean;
}

export interface NumberFieldProps extends Labelled {
  step?: string;
  /** The unit after the number. */
  unit: string;
}

/** A number as it is typed: the draft keeps text, so that "99." is not lost while typing. */
export function NumberField({ unit, step = "any", ...field }: NumberFieldProps) {
  return (
    <ControlledField {...field}>
      {({ value, onChange, ...control }) => (
        <span className="flex items-center gap-2">
          <Input {...control} size="lg" inputMode="decimal" step={step} value={typeof value === "string" ? value : ""} onChange={(event) => onChange(event.target.value)} />
          <span className="shrink-0 text-sm text-fg-3">{unit}</span>
        </span>
      )}
    </ControlledField>
  );
}

export interface ChoiceFieldProps extends Labelled {
  options: readonly { value: string; label: string }[];
  /** The word for "none chosen"; left out, one is always chosen. */
  noneLabel?: string;
}

export function ChoiceField({ options, noneLabel, ...field }: ChoiceFieldProps) {
  return (
    <ControlledField {...field}>
      {({ value, onChange, onBlur, ...control }) => (
        <Select value={value === "" ? NONE : String(value as string)} onValueChange={(next) => onChange(next === NONE ? "" : next)}>
          <SelectTrigger size="lg" onBlur={onBlur} {...control}>
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {noneLabel === undefined ? null : <SelectItem value={NONE}>{noneLabel}</SelectItem>}
            {options.map((option) => (
              <SelectItem key={option.value} value={option.value}>
                {option.label}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      )}
    </ControlledField>
  );
}
