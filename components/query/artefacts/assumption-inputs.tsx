"use client";

import { useId, useState } from "react";
import type { Assumption } from "#contract/query";
import { Input } from "@/components/ui/input";
import { fromShown, shownUnit, toShown } from "./shown-value";

export interface AssumptionInputsProps {
  assumptions: readonly Assumption[];
  /** Asks again with the changed value; without it the values are shown and cannot be changed. */
  onAssume?: (id: string, value: number) => void;
}

interface AssumptionInputProps {
  assumption: Assumption;
  onAssume?: AssumptionInputsProps["onAssume"];
}

/** One number. It is taken when the field is left or Enter is pressed, kept inside its bounds. */
function AssumptionInput({ assumption, onAssume }: AssumptionInputProps) {
  const id = useId();
  const shown = String(toShown(assumption.value, assumption.unit));
  const [draft, setDraft] = useState(shown);
  const commit = () => {
    const value = fromShown(draft, assumption);
    setDraft(String(toShown(value ?? assumption.value, assumption.unit)));
    if (value !== null && value !== assumption.value) onAssume?.(assumption.id, value);
  };
  return (
    <div className="grid content-start gap-1">
      <label htmlFor={id} className="text-xs font-medium text-fg-2">{assumption.label}{assumption.isChanged ? <span className="ml-1 font-normal text-fg-3">(yours)</span> : null}</label>
      <div className="flex items-center gap-1.5">
        <Input id={id} size="sm" type="number" inputMode="decimal" className="w-24 pointer-coarse:h-11" value={draft} readOnly={onAssume === undefined} aria-describedby={`${id}-why`}
          min={toShown(assumption.min, assumption.unit)} max={toShown(assumption.max, assumption.unit)} step={toShown(assumption.step, assumption.unit)}
          onChange={(event) => setDraft(event.target.value)} onBlur={commit} onKeyDown={(event) => { if (event.key === "Enter") commit(); }} />
        <span className="text-xs text-fg-3">{shownUnit(assumption.unit)}</span>
      </div>
      <p id={`${id}-why`} className="text-xs text-fg-3">{assumption.because}</p>
    </div>
  );
}

/** The numbers that no record holds, open to change. */
export function AssumptionInputs({ assumptions, onAssume }: AssumptionInputsProps) {
  if (assumptions.length === 0) return null;
  const key = assumptions.map(({ id, value }) => `${id}=${value}`).join("&");
  return (
    <fieldset key={key} className="border-t border-line px-4 py-3">
      <legend className="float-left mb-2 w-full text-xs font-medium text-fg-3">Assumed, not recorded</legend>
      <div className="clear-both grid grid-cols-2 gap-4 sm:grid-cols-[repeat(auto-fill,minmax(11rem,1fr))]">
        {assumptions.map((assumption) => <AssumptionInput key={assumption.id} assumption={assumption} onAssume={onAssume} />)}
      </div>
    </fieldset>
  );
}
