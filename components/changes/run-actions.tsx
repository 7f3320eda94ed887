"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { z } from "zod";
import type { RunAction, RunDetail, RunStepView, StepAction } from "#contract/changes";
import { actionWords } from "@/components/changes/change-words";
import { NoteSheet } from "@/components/changes/plan-actions";
import { Field, Form, FormError, SubmitButton, useZodForm } from "@/components/kit/form";
import { Textarea } from "@/components/ui/textarea";
import { useTRPC } from "@/lib/trpc";

const runActionWords: Readonly<Record<RunAction, { words: string; description: string }>> = {
  pause: { words: "Pause", description: "What is being carried out ends; nothing follows." },
  continue: { words: "Go on", description: "With the step whose turn it is." },
  roll_back: { words: "Roll back", description: "What was done is undone in reverse order, as far as it has a way back." },
  give_up: { words: "Stop for good", description: "The run ends here. What was done stays as it is." },
  cancel: { words: "Cancel run", description: "Nothing was done yet." },
};
const needsReason: readonly RunAction[] = ["roll_back", "give_up", "cancel"];

/** What this person may do to the whole run. `isEmergency`: it may go on without evidence, with a reason. */
export function RunActions({ detail }: { detail: Pick<RunDetail, "actions" | "isGated" | "isEmergency"> & { number: number } }) {
  const trpc = useTRPC();
  const act = useMutation(trpc.changes.actOnRun.mutationOptions());
  const { number, actions } = detail;
  return (
    <>
      {actions.map((action) => {
        const { words, description } = runActionWords[action];
        const overrides = action === "continue" && detail.isGated && detail.isEmergency;
        return <NoteSheet key={action} words={overrides ? "Go on without evidence" : words} description={overrides ? "An emergency may. The reason is kept in the log." : description} label={overrides || needsReason.includes(action) ? "Why" : "Note"} variant={action === "continue" ? "primary" : action === "give_up" || action === "cancel" ? "ghost" : "outline"} needsReason={overrides || needsReason.includes(action)} onSubmit={(note) => act.mutateAsync({ number, action, note, ...(overrides ? { override: note } : {}) })} />;
      })}
    </>
  );
}

const stepDescriptions: Readonly<Record<StepAction, string>> = {
  done: "You did it, and it went well.", failed: "The run stops and asks, or rolls back if it is so set.", retry: "It is tried once more.", skip: "The run goes on without it; a test stage that was not gone through is no evidence.", by_hand: "You did what the step would have done.",
};

function wordsOf(kind: RunStepView["kind"], action: StepAction): string {
  if (kind !== "approval") return actionWords[action];
  return action === "done" ? "Approve" : action === "failed" ? "Refuse" : actionWords[action];
}

/** What this person may do to the step whose turn it is. */
export function StepActions({ number, step }: { number: number; step: Pick<RunStepView, "position" | "kind" | "actions" | "title"> }) {
  const trpc = useTRPC();
  const act = useMutation(trpc.changes.actOnStep.mutationOptions());
  if (step.actions.length === 0) return null;
  return (
    <div className="flex flex-wrap gap-2" role="group" aria-label={`Decide on ${step.title}`}>
      {step.actions.map((action) => {
        const isEasy = action === "done" || action === "retry";
        return <NoteSheet key={action} words={wordsOf(step.kind, action)} description={`${step.title}. ${stepDescriptions[action]}`} label={isEasy ? "What you saw" : "Why, and what you did"} size="sm" variant={isEasy ? "primary" : "outline"} needsReason={!isEasy} onSubmit={(note) => act.mutateAsync({ number, position: step.position, action, note })} />;
      })}
    </div>
  );
}

const noteSchema = z.object({ text: z.string().trim().min(1, "Write something.").max(4_000) });

export function RunNote({ number }: { number: number }) {
  const router = useRouter();
  const trpc = useTRPC();
  const add = useMutation(trpc.changes.addRunNote.mutationOptions());
  const form = useZodForm(noteSchema, { text: "" });
  const submit = async ({ text }: z.output<typeof noteSchema>) => {
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
