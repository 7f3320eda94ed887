"use client";

import { useId } from "react";
import { Field } from "@/components/kit/form";
import { Input } from "@/components/ui/input";

export interface PersonFieldProps {
  name: string;
  label: string;
  /** Names that are offered; any other may be typed, for somebody without an account. */
  people: readonly string[];
  hint?: string;
}

/** A person by name. */
export function PersonField({ name, label, people, hint }: PersonFieldProps) {
  const id = useId();
  return (
    <Field name={name} label={label} isOptional {...(hint === undefined ? {} : { hint })}>
      {(control) => (
        <>
          <Input size="lg" list={id} autoComplete="off" {...control} />
          <datalist id={id}>{people.map((person) => <option key={person} value={person} />)}</datalist>
        </>
      )}
    </Field>
  );
}
