"use client";

import { useMutation } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { PersonField } from "@/components/incidents/person-field";
import { ChoiceField, TextField } from "@/components/kit/fields";
import { Field } from "@/components/kit/form";
import { FormSheet } from "@/components/kit/form-sheet";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { useTRPC } from "@/lib/trpc";

const schema = z.object({ title: z.string().trim().min(1, "Say what is to be done.").max(160), kind: z.enum(["task", "action"]), owner: z.string().trim().max(120), dueOn: z.string() });

/** A task while the incident lasts, or an action that follows from it. */
export function AddAction({ number, people }: { number: number; people: readonly string[] }) {
  const router = useRouter();
  const trpc = useTRPC();
  const add = useMutation(trpc.incidents.addAction.mutationOptions());
  const submit = async ({ dueOn, ...values }: z.output<typeof schema>) => {
    await add.mutateAsync({ number, ...values, dueOn: dueOn === "" ? null : dueOn });
    router.refresh();
  };
  return (
    <FormSheet trigger={<Button variant="outline" size="sm"><Plus aria-hidden />Add</Button>} title="Add a task or an action" description="Tasks belong to the incident; actions are chased until they are done." schema={schema} defaults={{ title: "", kind: "action", owner: "", dueOn: "" }} submitLabel="Add" onSubmit={submit}>
      <TextField name="title" label="What is to be done" />
      <ChoiceField name="kind" label="Kind" options={[{ value: "action", label: "action: afterwards" }, { value: "task", label: "task: during the incident" }]} />
      <PersonField name="owner" label="Owner" people={people} />
      <Field name="dueOn" label="Due" isOptional>{(control) => <Input type="date" size="lg" {...control} />}</Field>
    </FormSheet>
  );
}
