"use client";

import { useMutation } from "@tanstack/react-query";
import { Pencil, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { createGoalSchema, updateGoalSchema, type GoalRow } from "#contract/catalog";
import { TextField } from "@/components/catalog/controls";
import { FormSheet } from "@/components/catalog/form-sheet";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";

function GoalFields() {
  return (
    <>
      <TextField name="title" label="Goal" placeholder="Resolve urgent tickets within four hours" />
      <TextField name="ownerName" label="Owner" isOptional />
      <div className="grid grid-cols-2 gap-4">
        <TextField name="metric" label="Metric" isOptional whenEmpty="null" placeholder="sla_breach_rate" hint="Its id, as questions know it." />
        <TextField name="target" label="Target" type="number" isOptional whenEmpty="null" hint="A ratio 0 to 1, milliseconds, or a count." />
        <TextField name="dueOn" label="Due" type="date" isOptional whenEmpty="null" />
      </div>
    </>
  );
}

export function CreateGoalSheet() {
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
      schema={createGoalSchema}
      defaults={{ title: "", metric: null, target: null, dueOn: null, ownerName: "" }}
      submitLabel="Create goal"
      onSubmit={async (values) => {
        await create.mutateAsync(values);
        toast.success("The goal was created.");
        router.refresh();
      }}
    >
      <GoalFields />
    </FormSheet>
  );
}

export function EditGoalSheet({ goal }: { goal: GoalRow }) {
  const router = useRouter();
  const trpc = useTRPC();
  const update = useMutation(trpc.catalog.updateGoal.mutationOptions());
  const { id, version, title, metric, target, dueOn, ownerName } = goal;
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
      defaults={{ id, version, title, metric, target, dueOn, ownerName }}
      submitLabel="Save changes"
      onSubmit={async (values) => {
        await update.mutateAsync(values);
        toast.success("The goal was saved.");
        router.refresh();
      }}
    >
      <GoalFields />
    </FormSheet>
  );
}
