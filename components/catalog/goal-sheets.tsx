"use client";

import { useMutation } from "@tanstack/react-query";
import { Pencil, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useWatch } from "react-hook-form";
import { toast } from "sonner";
import { createGoalInput, updateGoalSchema, type GoalRow } from "#contract/catalog";
import { SelectField, TextField } from "@/components/catalog/controls";
import { FormSheet } from "@/components/catalog/form-sheet";
import { targetHint, type GoalMetric } from "@/components/catalog/goal-words";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";

/** What a goal can be set on. */
export interface GoalChoices {
  metrics: readonly GoalMetric[];
  services: readonly { slug: string; name: string }[];
}

const optionOf = ({ slug, name }: { slug: string; name: string }) => ({ value: slug, label: name });

/** A metric that the portal no longer has stays a choice, so that saving other fields does not lose it. */
const metricOptions = (metrics: readonly GoalMetric[], current: unknown) => [
  ...(typeof current === "string" && !metrics.some(({ id }) => id === current) ? [{ value: current, label: `${current} (not held)` }] : []),
  ...metrics.map(({ id, label }) => ({ value: id, label })),
];

function GoalFields({ metrics, services }: GoalChoices) {
  const chosen = useWatch<{ metric: string | null }, "metric">({ name: "metric" });
  const metric = metrics.find(({ id }) => id === chosen);
  const hint = targetHint(metric?.unit ?? null);
  return (
    <>
      <TextField name="title" label="Goal" placeholder="Resolve urgent tickets within four hours" />
      <TextField name="ownerName" label="Owner" isOptional />
      <SelectField name="metric" label="Metric" isOptional options={metricOptions(metrics, chosen)} noneLabel="not measured here" />
      {metric?.hasService === false ? null : <SelectField name="service" label="Service" isOptional options={services.map(optionOf)} noneLabel="all of them" hint="Counts only what belongs to it." />}
      <div className="grid grid-cols-2 gap-4">
        <TextField name="target" label="Target" type="number" isOptional whenEmpty="null" hint={hint} />
        <TextField name="dueOn" label="Due" type="date" isOptional whenEmpty="null" />
        <TextField name="startValue" label="Value at the start" type="number" isOptional whenEmpty="null" hint="Empty: measured, where the records reach back." />
        <TextField name="startOn" label="Start" type="date" isOptional whenEmpty="null" />
      </div>
    </>
  );
}

export function CreateGoalSheet({ choices }: { choices: GoalChoices }) {
  const router = useRouter();
  const trpc = useTRPC();
  const create = useMutation(trpc.catalog.createGoal.mutationOptions());
  return (
    <FormSheet
      trigger={
        <Button variant="primary">
          <Plus aria-hidden />
          New goal
        </Button>
      }
      title="New goal"
      description="What you want to reach, and by when."
      schema={createGoalInput}
      defaults={{ title: "", metric: null, target: null, dueOn: null, startOn: null, startValue: null, ownerName: "", service: null }}
      submitLabel="Create goal"
      onSubmit={async (values) => {
        await create.mutateAsync(values);
        toast.success("The goal was created.");
        router.refresh();
      }}
    >
      <GoalFields {...choices} />
    </FormSheet>
  );
}

export function EditGoalSheet({ goal, choices }: { goal: GoalRow; choices: GoalChoices }) {
  const router = useRouter();
  const trpc = useTRPC();
  const update = useMutation(trpc.catalog.updateGoal.mutationOptions());
  const { id, version, title, metric, target, dueOn, startOn, startValue, ownerName, service } = goal;
  return (
    <FormSheet
      trigger={
        <Button variant="ghost" size="sm" icon aria-label={`Edit ${title}`}>
          <Pencil aria-hidden />
        </Button>
      }
      title="Edit goal"
      description="Changes are kept in the audit with what was there before."
      schema={updateGoalSchema}
      defaults={{ id, version, title, metric, target, dueOn, startOn, startValue, ownerName, service: service?.slug ?? null }}
      submitLabel="Save changes"
      onSubmit={async (values) => {
        await update.mutateAsync(values);
        toast.success("The goal was saved.");
        router.refresh();
      }}
    >
      <GoalFields {...choices} />
    </FormSheet>
  );
}
