"use client";

import { useId, useState } from "react";
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

export interface TextFieldProps extends Labelled {
  type?: "text" | "email" | "date" | "number";
  /** What an emptied field means: nothing stored, or not given at all. */
  whenEmpty?: "null" | "undefined" | "empty";
  placeholder?: string;
  isReadOnly?: boolean;
}

const emptied = { null: null, undefined: undefined, empty: "" } as const;

/** Text, a date or a number; an emptied field is sent as nothing instead of as empty text. */
export function TextField({ type = "text", whenEmpty = "empty", placeholder, isReadOnly = false, ...field }: TextFieldProps) {
  const parse = (text: string): unknown => (text === "" ? emptied[whenEmpty] : type === "number" ? Number(text) : text);
  return (
    <ControlledField {...field}>
      {({ value, onChange, ...control }) => (
        <Input {...control} type={type} step={type === "number" ? "any" : undefined} size="lg" placeholder={placeholder} readOnly={isReadOnly} value={typeof value === "string" || typeof value === "number" ? value : ""} onChange={(event) => onChange(parse(event.target.value))} />
      )}
    </ControlledField>
  );
}

export interface SelectFieldProps extends Labelled {
  options: readonly { value: string; label: string }[];
  /** The word for "none chosen", stored as null; left out, one has to be chosen. */
  noneLabel?: string;
  isNumber?: boolean;
}

export function SelectField({ options, noneLabel, isNumber = false, ...field }: SelectFieldProps) {
  return (
    <ControlledField {...field}>
      {({ value, onChange, onBlur, ...control }) => (
        <Select value={value === null || value === undefined ? NONE : String(value as string | number)} onValueChange={(next) => onChange(next === NONE ? null : isNumber ? Number(next) : next)}>
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

const splitWords = (text: string): string[] => text.split(",").map((word) => word.trim()).filter((word) => word !== "");

function WordsInput({ words, onWords, ...control }: { id: string; words: readonly string[]; onWords: (words: string[]) => void; onBlur: () => void }) {
  const [text, setText] = useState(words.join(", "));
  return (
    <Input
      {...control}
      size="lg"
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        onWords(splitWords(event.target.value));
      }}
    />
  );
}

/** Several short texts in one line, separated by commas. */
export function WordsField(field: Labelled) {
  return (
    <ControlledField {...field}>
      {({ value, onChange, ...control }) => <WordsInput {...control} words={Array.isArray(value) ? (value as string[]) : []} onWords={onChange} />}
    </ControlledField>
  );
}

export interface ChecklistFieldProps {
  name: string;
  legend: string;
  options: readonly { slug: string; name: string }[];
  /** Said when there is nothing to choose from. */
  none: string;
}

/** Several of what the catalogue holds. */
export function ChecklistField({ name, legend, options, none }: ChecklistFieldProps) {
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
