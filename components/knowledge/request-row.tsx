"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { z } from "zod";
import type { DocRequest } from "#contract/knowledge";
import { TextField } from "@/components/kit/fields";
import { FormSheet } from "@/components/kit/form-sheet";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";

const schema = z.object({ ownerName: z.string().trim().max(120) });

/** Who writes it, or that nobody will. */
export function RequestActions({ request }: { request: DocRequest }) {
  const router = useRouter();
  const trpc = useTRPC();
  const change = useMutation(trpc.knowledge.changeDocRequest.mutationOptions({ onSuccess: () => router.refresh() }));
  const key = { id: request.id, version: request.version };
  const submit = async ({ ownerName }: z.output<typeof schema>) => {
    await change.mutateAsync({ ...key, ownerName: ownerName === "" ? null : ownerName });
  };
  return (
    <>
      <FormSheet trigger={<Button variant="ghost" size="sm">{request.ownerName === null ? "Give it an owner" : "Change owner"}</Button>} title={`“${request.words}”`} description="Who writes the document that people looked for." schema={schema} defaults={{ ownerName: request.ownerName ?? "" }} submitLabel="Save" onSubmit={submit}>
        <TextField name="ownerName" label="Owner" />
      </FormSheet>
      <Button variant="ghost" size="sm" disabled={change.isPending} onClick={() => change.mutate({ ...key, state: "declined" })}>Decline</Button>
      {change.isError ? <span role="alert" className="text-xs text-crit-text">{change.error.message}</span> : null}
    </>
  );
}
