"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { docLimits, sayWhyNot, type DocRequest } from "#contract/knowledge";
import { TextField } from "@/components/kit/fields";
import { Field } from "@/components/kit/form";
import { FormSheet } from "@/components/kit/form-sheet";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { useTRPC } from "@/lib/trpc";

const schema = z.object({ ownerName: z.string().trim().max(120) });
const declineSchema = z.object({ note: z.string().trim().min(1, sayWhyNot).max(docLimits.note) });

/** Who writes it, or that nobody will. */
export function RequestActions({ request }: { request: DocRequest }) {
  const router = useRouter();
  const trpc = useTRPC();
  const change = useMutation(trpc.knowledge.changeDocRequest.mutationOptions({ onSuccess: () => router.refresh() }));
  const key = { id: request.id, version: request.version };
  const submit = async ({ ownerName }: z.output<typeof schema>) => {
    await change.mutateAsync({ ...key, ownerName: ownerName === "" ? null : ownerName });
  };
  const decline = async ({ note }: z.output<typeof declineSchema>) => {
    await change.mutateAsync({ ...key, state: "declined", note });
  };
  return (
    <>
      <FormSheet trigger={<Button variant="ghost" size="sm">{request.ownerName === null ? "Set owner" : "Change owner"}</Button>} title={`“${request.words}”`} description="Who writes the document that people looked for." schema={schema} defaults={{ ownerName: request.ownerName ?? "" }} submitLabel="Save" onSubmit={submit}>
        <TextField name="ownerName" label="Owner" />
      </FormSheet>
      <FormSheet trigger={<Button variant="ghost" size="sm">Decline</Button>} title={`Decline “${request.words}”`} description="It leaves the board and does not come back, however often these words are sought. Nobody is told: who searched is not on record. Your reason stands in the audit log." schema={declineSchema} defaults={{ note: "" }} submitLabel="Decline" onSubmit={decline}>
        <Field name="note" label="Why nobody will write it">{(control) => <Textarea rows={4} maxLength={docLimits.note} {...control} />}</Field>
      </FormSheet>
    </>
  );
}
