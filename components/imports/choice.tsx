"use client";

import { FieldShell } from "@/components/kit/form";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";

/** Radix has no empty value. */
const none = "-none-";

export interface ChoiceProps {
  label: string;
  value: string | null;
  options: readonly { value: string; label: string }[];
  /** What choosing nothing means. */
  noneLabel: string;
  isDisabled: boolean;
  onChange: (value: string | null) => void;
}

/** One of several, or none. */
export function Choice({ label, value, options, noneLabel, isDisabled, onChange }: ChoiceProps) {
  return (
    <FieldShell label={label}>
      {(control) => (
        <Select value={value ?? none} disabled={isDisabled} onValueChange={(next) => onChange(next === none ? null : next)}>
          <SelectTrigger {...control}><SelectValue /></SelectTrigger>
          <SelectContent>
            <SelectItem value={none}>{noneLabel}</SelectItem>
            {options.map((option) => <SelectItem key={option.value} value={option.value}>{option.label}</SelectItem>)}
          </SelectContent>
        </Select>
      )}
    </FieldShell>
  );
}
