"use client";

import { useWatch } from "react-hook-form";
import { impacts, risks, windowKinds } from "#contract/maintenance";
import { ChecklistField } from "@/components/kit/checklist-field";
import { ChoiceField, TextField } from "@/components/kit/fields";
import { Field } from "@/components/kit/form";
import { RepeatFields } from "@/components/maintenance/repeat-fields";
import { SwitchField } from "@/components/maintenance/switch-field";
import { Textarea } from "@/components/ui/textarea";

const same = (values: readonly string[]) => values.map((value) => ({ value, label: value }));
const scopes = [{ value: "this", label: "this one" }, { value: "following", label: "this and those that follow" }, { value: "all", label: "all of the series that have not begun" }];

export interface WindowFieldsProps {
  services: readonly { slug: string; name: string }[];
  /** A new plan, one window, or an occurrence of a series. */
  of: "new" | "window" | "series";
}

/** The fields of a plan. The rule shows where it can change: for a new plan, and for the series. */
export function WindowFields({ services, of }: WindowFieldsProps) {
  const scope = useWatch({ name: "scope" }) as string;
  const hasRule = of === "new" || (of === "series" && scope !== "this");
  return (
    <>
      {of === "series" ? <ChoiceField name="scope" label="Change" hint="What was changed on its own stays." options={scopes} /> : null}
      <TextField name="title" label="Title" placeholder="orders-db minor upgrade" />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="startsLocal" label="Starts" type="datetime-local" />
        <TextField name="minutes" label="Lasts, minutes" type="number" />
        <TextField name="zone" label="Zone" hint="Local time there stays the same." />
        <TextField name="noticeHours" label="Notice, hours" type="number" />
        {hasRule ? <RepeatFields hasDates canStop={of === "new"} /> : null}
        <ChoiceField name="kind" label="Kind" options={same(windowKinds)} />
        <ChoiceField name="risk" label="Risk" options={same(risks)} />
        <ChoiceField name="impact" label="Impact" options={same(impacts)} />
      </div>
      <ChecklistField name="services" legend="Services" options={services} none="No service is on record." />
      <SwitchField name="isAutomatic" label="Begins and ends by itself" hint="At the planned times, once it is approved." />
      <SwitchField name="isPublic" label="On the status page" hint="Customers see it once it is announced." />
      <Field name="description" label="What is done" isOptional>{(control) => <Textarea rows={3} {...control} />}</Field>
    </>
  );
}
