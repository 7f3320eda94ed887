"use client";

import { useWatch } from "react-hook-form";
import { Field } from "@/components/kit/form";
import { ChoiceField, NumberField } from "@/components/slo/form-fields";
import { AlertFields } from "@/components/slo/alert-fields";
import { MeasuredFields } from "@/components/slo/measured-fields";
import type { SloDraft } from "@/components/slo/slo-draft";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";

interface Named {
  slug: string;
  name: string;
}

export interface SloChoices {
  services: readonly Named[];
  teams: readonly Named[];
  monitors: readonly Named[];
}

const optionOf = ({ slug, name }: Named) => ({ value: slug, label: name });
const windows = [{ value: "rolling", label: "Rolling days" }, { value: "calendar", label: "Calendar" }];
const calendarUnits = [{ value: "week", label: "Week, from Monday" }, { value: "month", label: "Month" }, { value: "quarter", label: "Quarter" }, { value: "year", label: "Year" }];
const methods = [{ value: "occurrences", label: "All bad over all" }, { value: "timeslices", label: "Good slices of time" }];
const policies = [{ value: "ignore", label: "Leave it out" }, { value: "alert", label: "Leave it out and report it" }, { value: "good", label: "Count as good" }, { value: "bad", label: "Count as bad" }];

function What({ choices }: { choices: SloChoices }) {
  return (
    <Card>
      <CardHeader title="What is promised" />
      <CardBody className="grid gap-4">
        <Field name="name" label="Name" hint="What is promised, without the service: “availability”.">{(control) => <Input size="lg" {...control} />}</Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <ChoiceField name="service" label="Service" noneLabel="No service" options={choices.services.map(optionOf)} />
          <ChoiceField name="owner" label="Owner" noneLabel="The service’s owner" options={choices.teams.map(optionOf)} />
        </div>
        <Field name="description" label="Description" isOptional>{(control) => <Textarea rows={2} {...control} />}</Field>
        <Field name="labels" label="Labels" hint="env=prod; journey=checkout. Alerts and exported rules carry them." isOptional>{(control) => <Input size="lg" spellCheck={false} {...control} />}</Field>
      </CardBody>
    </Card>
  );
}

function Target() {
  const windowKind = useWatch<SloDraft, "windowKind">({ name: "windowKind" });
  return (
    <Card>
      <CardHeader title="Target and window" />
      <CardBody className="grid gap-4 sm:grid-cols-2">
        <NumberField name="targetPercent" label="Target" unit="%" hint="Share that has to be good." />
        <ChoiceField name="windowKind" label="Window" options={windows} />
        {windowKind === "rolling" ? <NumberField name="days" label="Length" unit="days" hint="28 holds the same weekdays every time." /> : <ChoiceField name="calendarUnit" label="Unit" options={calendarUnits} />}
        {windowKind === "calendar" ? <Field name="zone" label="Time zone" hint="Where the day begins: Europe/Berlin.">{(control) => <Input size="lg" {...control} />}</Field> : null}
      </CardBody>
    </Card>
  );
}

function Counting() {
  const [methodKind, kind] = useWatch<SloDraft, ["methodKind", "kind"]>({ name: ["methodKind", "kind"] });
  return (
    <Card>
      <CardHeader title="How it is counted" />
      <CardBody className="grid gap-4 sm:grid-cols-2">
        <ChoiceField name="methodKind" label="Method" options={methods} />
        <ChoiceField name="noData" label="Time without data" options={policies} />
        {methodKind === "timeslices" ? <NumberField name="sliceMinutes" label="Slice" unit="min" /> : null}
        {methodKind === "timeslices" ? <NumberField name="sliceTargetPercent" label="A slice is good from" unit="%" /> : null}
        <NumberField name="minimum" label={kind === "probe" ? "Fewest minutes observed" : "Fewest events"} unit={kind === "probe" ? "min" : "events"} hint="With less than this in a window nothing is said about it." />
        <NumberField name="exclusionCap" label="Exclusions, at most" unit="min a year" hint="What planned work takes beyond it is charged." isOptional />
      </CardBody>
    </Card>
  );
}

export function SloFields({ choices }: { choices: SloChoices }) {
  return (
    <>
      <What choices={choices} />
      <MeasuredFields monitors={choices.monitors} />
      <Target />
      <Counting />
      <AlertFields />
    </>
  );
}
