"use client";

import { useId } from "react";
import { useController } from "react-hook-form";
import { ControlledField } from "@/components/kit/form";
import { Checkbox } from "@/components/ui/checkbox";
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

export interface CheckFieldProps {
  name: string;
  legend: string;
  options: readonly { slug: string; name: string }[];
  /** Said when there is nothing to choose from. */
  none: string;
}

/** Several out of a list. */
export function CheckField({ name, legend, options, none }: CheckFieldProps) {
  const id = useId();
  const { field, fieldState } = useController({ name });
  const chosen = new Set(Array.isArray(field.value) ? (field.value as string[]) : []);
  const toggle = (slug: string, isChosen: boolean) => field.onChange(isChosen ? [...chosen, slug] : [...chosen].filter((one) => one !== slug));
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">{legend}</legend>
      {options.length === 0 ? <p className="text-xs text-fg-3">{none}</p> : null}
      <div className="grid max-h-44 gap-x-4 gap-y-1 overflow-y-auto rounded-md border border-line p-2 empty:hidden sm:grid-cols-2">
        {options.map((option) => (
          <div key={option.slug} className="flex min-h-7 items-center gap-2">
            <Checkbox id={`${id}-${option.slug}`} checked={chosen.has(option.slug)} onCheckedChange={(state) => toggle(option.slug, state === true)} onBlur={field.onBlur} />
            <label htmlFor={`${id}-${option.slug}`} className="min-w-0 truncate text-sm">
              {option.name}
            </label>
          </div>
        ))}
      </div>
      {fieldState.error === undefined ? null : (
        <p role="alert" className="text-xs text-crit-text">
          {fieldState.error.message}
        </p>
      )}
    </fieldset>
  );
}
