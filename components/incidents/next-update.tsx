"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { draftUpdate } from "@/components/incidents/draft-update";
import type { IncidentDetail } from "@/components/incidents/incident-cards";
import type { Reader } from "@/components/incidents/incidents-table";
import { Field, Form, FormError, SubmitButton, useZodForm } from "@/components/kit/form";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { useTRPC } from "@/lib/trpc";

const schema = z.object({ text: z.string().trim().min(1, "Write something.").max(4_000) });

/** Writes an update for those who wait: on the status page too, where the incident is public. */
export function NextUpdateForm({ incident, reader }: { incident: IncidentDetail; reader: Reader }) {
  const { row, isPublic } = incident;
  const router = useRouter();
  const trpc = useTRPC();
  const add = useMutation(trpc.incidents.addEntry.mutationOptions());
  const form = useZodForm(schema, { text: "" });
  const send = async ({ text }: z.output<typeof schema>) => {
    await add.mutateAsync({ number: row.number, text, kind: "update", isPublic });
    form.reset({ text: "" });
    router.refresh();
  };
  return (
    <Form form={form} onSubmit={send} className="gap-2">
      <Field name="text" label="Tell those who wait" hint={isPublic ? "Goes to the timeline and the status page." : "Goes to the timeline. The incident is not public."}>{(control) => <Textarea rows={4} {...control} />}</Field>
      <FormError />
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="ghost" onClick={() => form.setValue("text", draftUpdate(incident, reader), { shouldValidate: true, shouldDirty: true })}>Draft from the facts</Button>
        <SubmitButton size="md">Send update</SubmitButton>
      </div>
    </Form>
  );
}
