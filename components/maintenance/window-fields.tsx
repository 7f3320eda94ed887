"use client";

import { impacts, risks, windowKinds } from "#contract/maintenance";
import { ChecklistField } from "@/components/kit/checklist-field";
import { ChoiceField, TextField } from "@/components/kit/fields";
import { ControlledField, Field } from "@/components/kit/form";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";

const same = (values: readonly string[]) => values.map((value) => ({ value, label: value }));
const repeats = [
  { value: "FREQ=DAILY", label: "every day" }, { value: "FREQ=WEEKLY", label: "every week" }, { value: "FREQ=WEEKLY;INTERVAL=2", label: "every two weeks" }, { value: "FREQ=MONTHLY", label: "every month, same day" },
  { value: "FREQ=MONTHLY;BYDAY=1SU", label: "first Sunday of a month" }, { value: "FREQ=MONTHLY;BYDAY=-1SU", label: "last Sunday of a month" },
];

function Choice({ name, label, hint }: { name: string; label: string; hint: string }) {
  return <ControlledField name={name} label={label} hint={hint}>{({ value, onChange, onBlur, ...control }) => <Switch checked={value === true} onCheckedChange={onChange} onBlur={onBlur} {...control} />}</ControlledField>;
}

/** The fields of a plan. `isNew` offers a repetition. */
export function WindowFields({ services, isNew }: { services: readonly { slug: string; name: string }[]; isNew: boolean }) {
  return (
    <>
      <TextField name="title" label="Title" placeholder="orders-db minor upgrade" />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="startsLocal" label="Starts" type="datetime-local" />
        <TextField name="minutes" label="Lasts, minutes" type="number" />
        <TextField name="zone" label="Zone" hint="Local time there stays the same." />
        <TextField name="noticeHours" label="Notice, hours" type="number" />
        <ChoiceField name="kind" label="Kind" options={same(windowKinds)} />
        <ChoiceField name="risk" label="Risk" options={same(risks)} />
        <ChoiceField name="impact" label="Impact" options={same(impacts)} />
        {isNew ? <ChoiceField name="rrule" label="Repeats" noneLabel="does not repeat" options={repeats} /> : null}
      </div>
      <ChecklistField name="services" legend="Services" options={services} none="No service is on record." />
      <Choice name="isAutomatic" label="Begins and ends by itself" hint="At the planned times, once it is approved." />
      <Field name="description" label="What is done" isOptional>{(control) => <Textarea rows={3} {...control} />}</Field>
    </>
  );
}
