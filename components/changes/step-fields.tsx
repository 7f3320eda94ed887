"use client";

import { useWatch } from "react-hook-form";
import { httpMethods, stepKinds } from "#contract/changes";
import { kindWords } from "@/components/changes/change-words";
import { ChoiceField, TextField } from "@/components/kit/fields";
import { Field } from "@/components/kit/form";
import { Textarea } from "@/components/ui/textarea";

const kindOptions = stepKinds.map((value) => ({ value, label: kindWords[value] }));
const backOptions = [{ value: "none", label: "none" }, ...kindOptions.filter(({ value }) => value !== "approval")];
const methodOptions = httpMethods.map((value) => ({ value, label: value }));
const targets = [{ value: "monitor", label: "a monitor is up" }, { value: "slo", label: "an SLO has budget left" }];
const pair = "grid grid-cols-[minmax(0,1fr)] gap-3 sm:grid-cols-2";

function Http({ name }: { name: string }) {
  return (
    <>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 sm:grid-cols-[8rem_minmax(0,1fr)]">
        <ChoiceField name={`${name}.method`} label="Method" options={methodOptions} />
        <TextField name={`${name}.url`} label="Address" placeholder="https://ci.example.com/deploy/{{version}}" />
      </div>
      <Field name={`${name}.headers`} label="Headers" isOptional hint="One a line. A secret is {{secret.NAME}}: only the runner knows it.">{(control) => <Textarea rows={2} className="font-mono text-xs" placeholder="Authorization: Bearer {{secret.CI}}" {...control} />}</Field>
      <Field name={`${name}.body`} label="Body" isOptional>{(control) => <Textarea rows={2} className="font-mono text-xs" {...control} />}</Field>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        <TextField name={`${name}.expectStatus`} label="Expected status" placeholder="any 2xx" />
        <TextField name={`${name}.timeoutSeconds`} label="Timeout, seconds" type="number" />
        <TextField name={`${name}.retries`} label="Retries" type="number" />
      </div>
    </>
  );
}

function Check({ name }: { name: string }) {
  return (
    <>
      <div className={pair}>
        <ChoiceField name={`${name}.target`} label="Holds when" options={targets} />
        <TextField name={`${name}.slug`} label="Its short name" placeholder="checkout" />
      </div>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        <TextField name={`${name}.holdSeconds`} label="Without a break, seconds" type="number" />
        <TextField name={`${name}.timeoutSeconds`} label="Within, seconds" type="number" />
        <TextField name={`${name}.retries`} label="Retries" type="number" />
      </div>
    </>
  );
}

/** The fields of what is done, by its kind. `isBack`: it is the way back of a step, and may be none. */
export function ActionFields({ name, isBack = false }: { name: string; isBack?: boolean }) {
  const kind = useWatch({ name: `${name}.kind` }) as string;
  const choice = <ChoiceField name={`${name}.kind`} label={isBack ? "Way back" : "Kind"} options={isBack ? backOptions : kindOptions} />;
  if (kind === "none") return <div className={pair}>{choice}</div>;
  return (
    <>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 sm:grid-cols-[10rem_minmax(0,1fr)]">
        {choice}
        <TextField name={`${name}.title`} label={isBack ? "What undoes it" : "Title"} />
      </div>
      {kind === "http" ? <Http name={name} /> : null}
      {kind === "check" ? <Check name={name} /> : null}
      {kind === "wait" ? <div className={pair}><TextField name={`${name}.waitSeconds`} label="Wait, seconds" type="number" /></div> : null}
      {kind === "manual" || kind === "approval" ? <Field name={`${name}.instructions`} label={kind === "approval" ? "What is decided" : "What to do"} isOptional>{(control) => <Textarea rows={2} {...control} />}</Field> : null}
    </>
  );
}
