"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import type { RunbookStepAction, RunbookStepView } from "#contract/runbooks";
import { AskStep } from "@/components/runbooks/ask-step";
import { actionWords } from "@/components/runbooks/run-words";
import { StepSheet, type Said } from "@/components/runbooks/step-sheet";
import { StepTimer } from "@/components/runbooks/step-timer";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";

const descriptions: Readonly<Record<RunbookStepAction, string>> = { done: "It is done, and it went well.", failed: "The run stops here until somebody says how it goes on.", retry: "It is its turn once more.", skip: "The run goes on without it.", by_hand: "You did what the call would have done." };

/** Acts on one step; a conflict is told, and the page shows how it stands. */
export function useActOnStep(number: number, position: number) {
  const router = useRouter();
  const act = useMutation(useTRPC().runbooks.actOnStep.mutationOptions({ onSettled: () => router.refresh(), onError: (error) => toast.error(error.message) }));
  const send = (action: RunbookStepAction, said: Partial<Said> & { branch?: string } = {}): Promise<unknown> => act.mutateAsync({ number, position, action, ...said });
  return { send, isPending: act.isPending, tap: (action: RunbookStepAction, said: Partial<Said> & { branch?: string } = {}) => void send(action, said).catch(() => undefined) };
}

interface StepProps {
  number: number;
  step: RunbookStepView;
}

function wordsOf({ kind }: RunbookStepView, action: RunbookStepAction): string {
  if (kind === "approval" && action !== "retry") return action === "done" ? "Approve" : action === "failed" ? "Refuse" : "Decide to leave out";
  return actionWords[action];
}

/** The one thing that is mostly done with a step: one press. */
function MainAction({ number, step }: StepProps) {
  const { tap, isPending } = useActOnStep(number, step.position);
  if (step.kind === "decision") return step.branches.map(({ label }) => <Button key={label} variant="primary" size="sm" disabled={isPending} onClick={() => tap("done", { branch: label })}>{label}</Button>);
  if (step.kind === "wait" && step.waitsUntil !== null) return <StepTimer until={step.waitsUntil} onDone={() => tap("done")} isPending={isPending} />;
  if (step.kind === "question" && step.question !== null) return <AskStep question={step.question} isPending={isPending} onTaken={(evidence) => tap("done", { evidence })} />;
  return <Button variant="primary" size="sm" disabled={isPending} onClick={() => tap("done")}>{wordsOf(step, "done")}</Button>;
}

/** What this person may do to the step whose turn it is. */
export function StepActions({ number, step }: StepProps) {
  const { send, tap, isPending } = useActOnStep(number, step.position);
  if (step.actions.length === 0) return null;
  const others = step.actions.filter((action) => action !== "done" && action !== "retry");
  return (
    <div className="flex flex-wrap items-center gap-2 pt-1" role="group" aria-label={`Decide on ${step.title}`}>
      {step.actions.includes("done") ? <MainAction number={number} step={step} /> : null}
      {step.actions.includes("retry") ? <Button variant="primary" size="sm" disabled={isPending} onClick={() => tap("retry")}>{actionWords.retry}</Button> : null}
      {step.actions.includes("done") && step.kind !== "decision" && step.kind !== "wait" ? <StepSheet words={`${wordsOf(step, "done")}, with a note`} description={`${step.title}. ${descriptions.done}`} label="What you saw" hasEvidence onSubmit={(said) => send("done", said)} /> : null}
      {others.map((action) => <StepSheet key={action} words={wordsOf(step, action)} description={`${step.title}. ${descriptions[action]}`} label="Why" variant="ghost" needsReason hasEvidence={action !== "skip"} onSubmit={(said) => send(action, said)} />)}
    </div>
  );
}
