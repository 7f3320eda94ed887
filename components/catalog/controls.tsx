"use client";

import { useState } from "react";
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
