"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { Field } from "@/components/kit/form";
import { FormSheet } from "@/components/kit/form-sheet";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { useTRPC } from "@/lib/trpc";

const note = z.string().trim().max(4_000);
const steps = {
  published: { words: "Publish", title: "Publish the postmortem", description: "Your name stands under the review. Whoever sent it is told.", label: "What you want to say", schema: z.object({ note }) },
  draft: { words: "Send back", title: "Send the postmortem back", description: "It is a draft again. Whoever sent it is told, with what you write here.", label: "What is to change", schema: z.object({ note: note.min(1, "Say what is to change.") }) },
} as const;

interface Reviewed {
  number: number;
  version: number;
  body: string;
}

function Step({ to, number, version, body }: Reviewed & { to: keyof typeof steps }) {
  const router = useRouter();
  const trpc = useTRPC();
  const save = useMutation(trpc.incidents.savePostmortem.mutationOptions());
  const { words, title, description, label, schema } = steps[to];
  const submit = async (said: { note: string }) => {
    await save.mutateAsync({ number, version, body, state: to, ...said });
    router.refresh();
  };
  return (
    <FormSheet trigger={<Button variant={to === "published" ? "primary" : "outline"}>{words}</Button>} title={title} description={description} schema={schema} defaults={{ note: "" }} submitLabel={words} onSubmit={submit}>
      <Field name="note" label={label} isOptional={to === "published"}>{(control) => <Textarea rows={4} {...control} />}</Field>
    </FormSheet>
  );
}

/** What a reviewer may decide. Nothing is published before the incident is resolved. */
export function ReviewSteps({ isResolved, ...reviewed }: Reviewed & { isResolved: boolean }) {
  return (
    <div className="flex flex-wrap items-center gap-2 border-t border-line pt-4">
      {isResolved ? <Step to="published" {...reviewed} /> : null}
      <Step to="draft" {...reviewed} />
      {isResolved ? null : <p className="text-xs text-fg-3">It can be published once the incident is resolved.</p>}
    </div>
  );
}
