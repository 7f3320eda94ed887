"use client";

import { useWatch } from "react-hook-form";
import { ChecklistField } from "@/components/kit/checklist-field";
import { Field } from "@/components/kit/form";
import { ChoiceField, NumberField } from "@/components/slo/form-fields";
import type { SloDraft } from "@/components/slo/slo-draft";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";

interface Named {
  slug: string;
  name: string;
}

const kinds = [{ value: "probe", label: "Monitors" }, { value: "pushed", label: "Events sent by API" }, { value: "prometheus", label: "Queries of Prometheus" }];
const forms = [
  { value: "bad", label: "Bad events over all" }, { value: "good", label: "Good events over all" }, { value: "latency", label: "Latency: a bucket of a histogram" },
  { value: "ratio", label: "A ratio as it is" }, { value: "threshold", label: "A value that keeps a limit" },
];
const counted = [{ value: "bad", label: "Of bad" }, { value: "good", label: "Of good" }];
const operators = [{ value: "lt", label: "Below the limit" }, { value: "lte", label: "At most the limit" }, { value: "gt", label: "Above the limit" }, { value: "gte", label: "At least the limit" }];

/** Monitors that are called like the chosen service first. */
function orderMonitors(monitors: readonly Named[], service: string): readonly Named[] {
  const isLike = ({ slug }: Named): number => Number(service !== "" && slug.startsWith(service));
  return [...monitors].sort((a, b) => isLike(b) - isLike(a) || a.name.localeCompare(b.name));
}

function QueryField({ name, label, hint }: { name: keyof SloDraft; label: string; hint?: string }) {
  return (
    <Field name={name} label={label} {...(hint === undefined ? {} : { hint })}>
      {(control) => <Textarea rows={3} spellCheck={false} className="font-mono text-xs" placeholder="sum(rate(http_requests_total[{{.window}}]))" {...control} />}
    </Field>
  );
}

function Histogram() {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field name="histogram" label="Histogram" hint="Without _bucket: http_request_duration_seconds.">{(control) => <Input size="lg" spellCheck={false} className="font-mono text-xs" {...control} />}</Field>
      <NumberField name="bound" label="Good up to" unit="" hint="The upper bound of one of its buckets, in its own unit." />
      <Field name="matchers" label="Matchers" hint={'job="checkout",method!="OPTIONS"'} isOptional>{(control) => <Input size="lg" spellCheck={false} className="font-mono text-xs" {...control} />}</Field>
    </div>
  );
}

function FormFields({ form }: { form: string }) {
  if (form === "latency") return <Histogram />;
  if (form === "ratio") return <div className="grid gap-4"><ChoiceField name="counts" label="The ratio is" options={counted} /><QueryField name="query" label="Query" hint="Gives 0 to 1. Each minute weighs the same." /></div>;
  if (form === "threshold")
    return (
      <div className="grid gap-4">
        <QueryField name="query" label="Query" hint="Gives one value. Each minute is good or bad." />
        <div className="grid gap-4 sm:grid-cols-2">
          <ChoiceField name="op" label="Good is" options={operators} />
          <NumberField name="limit" label="Limit" unit="" />
        </div>
      </div>
    );
  return (
    <div className="grid gap-4">
      <QueryField name="partQuery" label={form === "good" ? "Good events" : "Bad events"} hint="{{.window}} stands for the range. Where nothing may mean none, add: or vector(0)." />
      <QueryField name="totalQuery" label="All events" />
    </div>
  );
}

function Prometheus() {
  const form = useWatch<SloDraft, "form">({ name: "form" });
  return (
    <div className="grid gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <ChoiceField name="form" label="Good and bad come from" options={forms} />
        <NumberField name="lookback" label="Look back" unit="min" hint="1, or more for series scraped less often than every 30 s." />
      </div>
      <FormFields form={form} />
    </div>
  );
}

/** What is measured and by whom: the fields of each kind of SLI. */
export function MeasuredFields({ monitors }: { monitors: readonly Named[] }) {
  const [kind, service] = useWatch<SloDraft, ["kind", "service"]>({ name: ["kind", "service"] });
  return (
    <Card>
      <CardHeader title="How it is measured" />
      <CardBody className="grid gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <ChoiceField name="kind" label="Measured by" options={kinds} />
          {kind === "probe" ? null : <Field name="unit" label="Events" hint="What one event is: “requests”.">{(control) => <Input size="lg" {...control} />}</Field>}
          {kind === "pushed" ? <NumberField name="thresholdMs" label="Good up to" unit="ms" hint="For a promise of latency: whoever sends counts the events that took no longer as good." isOptional /> : null}
        </div>
        {kind === "probe" ? <ChecklistField name="monitors" legend="Monitors" options={orderMonitors(monitors, service)} none="There is no monitor yet. Import a record first, or send events by API." /> : null}
        {kind === "prometheus" ? <Prometheus /> : null}
      </CardBody>
    </Card>
  );
}
