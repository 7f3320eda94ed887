"use client";

import { useMutation } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { useRouter } from "next/navigation";
import { z } from "zod";
import type { IncidentAction } from "#contract/incidents";
import { PersonField } from "@/components/incidents/person-field";
import { TextField } from "@/components/kit/fields";
import { Field } from "@/components/kit/form";
import { FormSheet } from "@/components/kit/form-sheet";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { useTRPC } from "@/lib/trpc";

const schema = z.object({ title: z.string().trim().min(1, "Say what is to be done.").max(160), owner: z.string().trim().max(120), dueOn: z.string() });

/** What is to be done, by whom and by when. */
export function EditAction({ action: { id, version, title, owner, dueOn }, people }: { action: Pick<IncidentAction, "id" | "version" | "title" | "owner" | "dueOn">; people: readonly string[] }) {
  const router = useRouter();
  const trpc = useTRPC();
  const change = useMutation(trpc.incidents.changeAction.mutationOptions());
  const submit = async (values: z.output<typeof schema>) => {
    await change.mutateAsync({ id, version, ...values, dueOn: values.dueOn === "" ? null : values.dueOn });
    router.refresh();
  };
  return (
    <FormSheet trigger={<Button variant="ghost" size="sm" icon aria-label={`Edit ${title}`}><Pencil aria-hidden /></Button>} title="Edit the action" description="Its owner is reminded when it is due." schema={schema} defaults={{ title, owner, dueOn: dueOn ?? "" }} submitLabel="Save" onSubmit={submit}>
      <TextField name="title" label="What is to be done" />
      <PersonField name="owner" label="Owner" people={people} />
      <Field name="dueOn" label="Due" isOptional>{(control) => <Input type="date" size="lg" {...control} />}</Field>
    </FormSheet>
  );
}
