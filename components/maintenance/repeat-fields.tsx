"use client";

import { useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { firstGiven } from "#core/maintenance";
import { TextField } from "@/components/kit/fields";
import { Field, FieldShell } from "@/components/kit/form";
import { Button } from "@/components/ui/button";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";

const presets = [
  { value: "FREQ=DAILY", label: "every day" }, { value: "FREQ=WEEKLY", label: "every week" }, { value: "FREQ=WEEKLY;INTERVAL=2", label: "every two weeks" }, { value: "FREQ=MONTHLY", label: "every month, same day" },
  { value: "FREQ=MONTHLY;BYDAY=1SU", label: "first Sunday of a month" }, { value: "FREQ=MONTHLY;BYDAY=-1SU", label: "last Sunday of a month" }, { value: "FREQ=YEARLY", label: "every year" },
];
const [never, own] = ["never", "own"];

/** A start that the rule does not give, with the one that it gives first. */
function FirstGiven() {
  const form = useFormContext();
  const [rrule, startsLocal] = useWatch({ name: ["rrule", "startsLocal"] }) as [string, string];
  const first = rrule === "" ? null : firstGiven({ rrule, startsLocal });
  if (first === null || first === startsLocal) return null;
  return (
    <p className="flex flex-wrap items-center gap-2 text-sm text-fg-2 sm:col-span-2">
      The rule does not give that day: it first gives {first.replace("T", " ")}.
      <Button size="sm" onClick={() => form.setValue("startsLocal", first, { shouldDirty: true, shouldValidate: true })}>Begin then</Button>
    </p>
  );
}

function Dates({ name, label, hint }: { name: string; label: string; hint: string }) {
  return <Field name={name} label={label} hint={hint} isOptional>{(control) => <Textarea rows={2} className="font-mono text-xs" placeholder="2026-12-24 02:00" {...control} />}</Field>;
}

/** How something repeats: a usual rule or one's own. `hasDates` offers days left out and added; without `canStop` it goes on repeating. */
export function RepeatFields({ hasDates, canStop }: { hasDates: boolean; canStop: boolean }) {
  const form = useFormContext();
  const rrule = useWatch({ name: "rrule" }) as string;
  const [isOwn, setOwn] = useState(rrule !== "" && !presets.some(({ value }) => value === rrule));
  const choose = (value: string) => {
    setOwn(value === own);
    if (value === own && rrule !== "") return;
    form.setValue("rrule", value === never ? "" : value === own ? "FREQ=WEEKLY" : value, { shouldDirty: true, shouldValidate: true });
  };
  return (
    <>
      <FieldShell label="Repeats">
        {(control) => (
          <Select value={isOwn ? own : rrule === "" ? never : rrule} onValueChange={choose}>
            <SelectTrigger size="lg" {...control}><SelectValue /></SelectTrigger>
            <SelectContent>
              {canStop ? <SelectItem value={never}>does not repeat</SelectItem> : null}
              {presets.map(({ value, label }) => <SelectItem key={value} value={value}>{label}</SelectItem>)}
              <SelectItem value={own}>by a rule of its own</SelectItem>
            </SelectContent>
          </Select>
        )}
      </FieldShell>
      {isOwn ? <TextField name="rrule" label="Rule" hint="As in RFC 5545, such as FREQ=MONTHLY;BYDAY=2TU;COUNT=6" /> : null}
      <FirstGiven />
      {hasDates && rrule !== "" ? <Dates name="exdates" label="Left out" hint="One time in each line, local." /> : null}
      {hasDates && rrule !== "" ? <Dates name="rdates" label="Added" hint="One time in each line, local." /> : null}
    </>
  );
}
