"use client";

import { ControlledField, Field } from "@/components/kit/form";
import { Input } from "@/components/ui/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";

const NONE = "__none";

interface Labelled {
  name: string;
  label: string;
  hint?: string;
  isOptional?: boolean;
}

export function TextField({ type = "text", placeholder, ...field }: Labelled & { type?: "text" | "number" | "url" | "datetime-local"; placeholder?: string }) {
  return <Field {...field}>{(control) => <Input {...control} type={type} step={type === "number" ? "any" : undefined} size="lg" placeholder={placeholder} />}</Field>;
}

export interface Choice {
  value: string;
  label: string;
}

export function ChoiceField({ options, noneLabel, ...field }: Labelled & { options: readonly Choice[]; noneLabel?: string }) {
  return (
    <ControlledField {...field}>
      {({ value, onChange, onBlur, ...control }) => (
        <Select value={typeof value === "string" && value !== "" ? value : NONE} onValueChange={(next) => onChange(next === NONE ? null : next)}>
          <SelectTrigger size="lg" onBlur={onBlur} {...control}>
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {noneLabel === undefined ? null : <SelectItem value={NONE}>{noneLabel}</SelectItem>}
            {options.map((option) => <SelectItem key={option.value} value={option.value}>{option.label}</SelectItem>)}
          </SelectContent>
        </Select>
      )}
    </ControlledField>
  );
}
