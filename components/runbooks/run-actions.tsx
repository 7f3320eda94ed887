"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { runLimits, type RunbookRunAction } from "#contract/runbooks";
import { Field, Form, FormError, SubmitButton, useZodForm } from "@/components/kit/form";
import { StepSheet } from "@/components/runbooks/step-sheet";
import { Textarea } from "@/components/ui/textarea";
import { useTRPC } from "@/lib/trpc";

const words: Readonly<Record<RunbookRunAction, { words: string; description: string }>> = {
  pause: { words: "Pause", description: "The clock stops until somebody goes on." },
  continue: { words: "Go on", description: "With the step whose turn it is." },
  fail: { words: "It did not help", description: "The run ends as a failure: the runbook needs work." },
  abandon: { words: "No longer needed", description: "The run ends and counts neither way." },
};

/** What this person may do to the whole run. */
export function RunActions({ number, actions }: { number: number; actions: readonly RunbookRunAction[] }) {
  const act = useMutation(useTRPC().runbooks.actOnRun.mutationOptions());
  return actions.map((action) => {
    const needsReason = action === "fail" || action === "abandon";
    return <StepSheet key={action} {...words[action]} size="md" label={needsReason ? "Why" : "Note"} variant={action === "continue" ? "primary" : needsReason ? "ghost" : "outline"} needsReason={needsReason} onSubmit={({ note }) => act.mutateAsync({ number, action, note })} />;
  });
}

const schema = z.object({ text: z.string().trim().min(1, "Write something.").max(runLimits.text) });

export function RunNote({ number }: { number: number }) {
  const router = useRouter();
  const add = useMutation(useTRPC().runbooks.addNote.mutationOptions());
  const form = useZodForm(schema, { text: "" });
  const submit = async ({ text }: z.output<typeof schema>) => {
    await add.mutateAsync({ number, text });
    form.reset({ text: "" });
    router.refresh();
  };
  return (
    <Form form={form} onSubmit={submit} className="gap-2">
      <Field name="text" label="Add to the log">{(control) => <Textarea rows={2} {...control} />}</Field>
      <FormError />
      <div className="flex justify-end"><SubmitButton variant="outline" size="md">Add note</SubmitButton></div>
    </Form>
  );
}
