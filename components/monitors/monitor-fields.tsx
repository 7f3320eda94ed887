"use client";

import { useFormContext, useWatch } from "react-hook-form";
import { checkLimits, httpMethods, jsonComparisons } from "#contract/monitors";
import { ChoiceField, TextField } from "@/components/kit/fields";
import { ControlledField, Field } from "@/components/kit/form";
import type { MonitorDraft } from "@/components/monitors/monitor-draft";
import { TestNow } from "@/components/monitors/test-now";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";

const kinds = [{ value: "http", label: "Web address" }, { value: "tcp", label: "TCP port" }, { value: "heartbeat", label: "Heartbeat" }];
const comparisonWords: Record<(typeof jsonComparisons)[number], string> = { exists: "is there", equals: "equals", differs: "differs from", above: "is above", below: "is below" };
const matches = [{ value: "contains", label: "holds" }, { value: "lacks", label: "does not hold" }];

function SwitchField({ name, label, hint }: { name: string; label: string; hint: string }) {
  return (
    <ControlledField name={name} label={label} hint={hint}>
      {({ value, onChange, onBlur: _onBlur, ...control }) => <Switch {...control} checked={value === true} onCheckedChange={onChange} />}
    </ControlledField>
  );
}

function Area({ name, label, hint, rows = 2 }: { name: string; label: string; hint: string; rows?: number }) {
  return (
    <Field name={name} label={label} hint={hint} isOptional>
      {(control) => <Textarea rows={rows} className="font-mono text-xs" {...control} />}
    </Field>
  );
}

function HttpFields({ keptSecrets }: { keptSecrets: readonly string[] }) {
  const secretHint = keptSecrets.length === 0 ? "One a line, as Authorization: Bearer … . Sealed at once and never shown again." : `Kept: ${keptSecrets.join(", ")}. Leave empty to keep them; what you type replaces all.`;
  return (
    <>
      <div className="grid grid-cols-[7rem_minmax(0,1fr)] gap-4">
        <ChoiceField name="method" label="Method" options={httpMethods.map((value) => ({ value, label: value }))} />
        <TextField name="url" label="Address" type="url" />
      </div>
      <div className="grid grid-cols-2 gap-4">
        <TextField name="expectedStatus" label="Expected status" hint="200-299, 401" />
        <TextField name="maxRedirects" label="Redirects" type="number" hint={`0 to ${checkLimits.redirects}. Each is judged anew.`} />
      </div>
      <div className="grid grid-cols-2 gap-4">
        <ChoiceField name="matchKind" label="The body" options={matches} />
        <TextField name="matchText" label="this text" isOptional />
      </div>
      <div className="grid grid-cols-2 gap-4">
        <TextField name="jsonPath" label="JSON path" isOptional placeholder="$.status" />
        <ChoiceField name="jsonComparison" label="Its value" options={jsonComparisons.map((value) => ({ value, label: comparisonWords[value] }))} />
      </div>
      <TextField name="jsonValue" label="Compared with" isOptional />
      <Area name="headers" label="Headers" hint="One a line, as Accept: application/json." />
      <Area name="secretHeaders" label="Secret headers" hint={secretHint} />
      <Area name="body" label="Body" hint="Sent with the request." />
      <TextField name="certificateDays" label="Warn before the certificate ends" type="number" hint="Days. 0: never." />
    </>
  );
}

const TcpFields = () => (
  <div className="grid grid-cols-[minmax(0,1fr)_7rem] gap-4">
    <TextField name="host" label="Machine" placeholder="db.example.org" />
    <TextField name="port" label="Port" type="number" />
  </div>
);

export interface MonitorFieldsProps {
  services: readonly { slug: string; name: string }[];
  /** Set for one that exists. */
  slug?: string;
  keptSecrets?: readonly string[];
}

export function MonitorFields({ services, slug, keptSecrets = [] }: MonitorFieldsProps) {
  const { control } = useFormContext<MonitorDraft>();
  const [kind, isP0] = useWatch({ control, name: ["kind", "isP0"] });
  const isBeat = kind === "heartbeat";
  return (
    <>
      <TextField name="name" label="Name" placeholder="Checkout" />
      <div className="grid grid-cols-2 gap-4">
        <ChoiceField name="kind" label="Kind" options={kinds.filter(({ value }) => slug === undefined || (value === "heartbeat") === isBeat)} />
        <ChoiceField name="service" label="Service" noneLabel="None" options={services.map(({ slug: value, name }) => ({ value, label: name }))} />
      </div>
      {kind === "http" ? <HttpFields keptSecrets={keptSecrets} /> : null}
      {kind === "tcp" ? <TcpFields /> : null}
      <div className="grid grid-cols-2 gap-4">
        <TextField name="intervalSeconds" label={isBeat ? "Expected every" : "Check every"} type="number" hint={isP0 ? `Seconds, ${checkLimits.minIntervalMs / 1_000} or more.` : `Seconds, ${checkLimits.defaultIntervalMs / 1_000} or more; less for P0.`} />
        {isBeat ? <TextField name="graceSeconds" label="Grace" type="number" hint="Seconds it may be late." /> : <TextField name="timeoutSeconds" label="Timeout" type="number" hint="Seconds, at most the interval." />}
        {isBeat ? null : <TextField name="retries" label="Failures until down" type="number" hint="In a row. 1: at once." />}
        {isBeat ? null : <TextField name="degradedMs" label="Slow beyond" type="number" isOptional hint="Milliseconds; then it is degraded." />}
        <SwitchField name="isP0" label="Pages at once" hint="P0: its failure wakes somebody, and it may be checked every second." />
        <SwitchField name="isPublic" label="Public" hint="May stand on the status page." />
      </div>
      {isBeat ? <p className="text-xs text-fg-3">After saving you are shown an address. Let your job call it each time it has worked.</p> : <TestNow slug={slug} />}
    </>
  );
}
