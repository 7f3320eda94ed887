"use client";

import { useId, useState } from "react";
import { useController } from "react-hook-form";
import { Checkbox } from "@/components/ui/checkbox";

export interface ChecklistFieldProps {
  name: string;
  legend: string;
  options: readonly { slug: string; name: string }[];
  /** Said when there is nothing to choose from. */
  none: string;
}

/** Several out of a list. What is chosen when the form opens stands first, and nothing moves afterwards. */
export function ChecklistField({ name, legend, options, none }: ChecklistFieldProps) {
  const id = useId();
  const { field, fieldState } = useController({ name });
  const chosen = new Set(Array.isArray(field.value) ? (field.value as string[]) : []);
  const [first] = useState(chosen);
  const ordered = [...options.filter(({ slug }) => first.has(slug)), ...options.filter(({ slug }) => !first.has(slug))];
  const toggle = (slug: string, isChosen: boolean) => field.onChange(isChosen ? [...chosen, slug] : [...chosen].filter((one) => one !== slug));
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">{legend}</legend>
      {options.length === 0 ? <p className="text-xs text-fg-3">{none}</p> : null}
      <div className="grid max-h-44 gap-x-4 gap-y-1 overflow-y-auto rounded-md border border-line p-2 empty:hidden sm:grid-cols-2">
        {ordered.map((option) => (
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
