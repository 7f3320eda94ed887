"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { z } from "zod";
import type { PlanDetail } from "#contract/changes";
import { Field } from "@/components/kit/form";
import { ChoiceField, TextField } from "@/components/kit/fields";
import { FormSheet } from "@/components/kit/form-sheet";
import { Button, type ButtonProps } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { useTRPC } from "@/lib/trpc";

interface Key {
  number: number;
  version: number;
}

const noteSchema = z.object({ note: z.string().trim().max(4_000) });
const reasonSchema = z.object({ note: z.string().trim().min(3, "Say why.").max(500) });

interface NoteSheetProps {
  words: string;
  description: string;
  label: string;
  variant?: ButtonProps["variant"];
  size?: ButtonProps["size"];
  needsReason?: boolean;
  onSubmit: (note: string) => Promise<unknown>;
}

/** A step that takes a word of explanation. */
export function NoteSheet({ words, description, label, variant = "outline", size = "md", needsReason = false, onSubmit }: NoteSheetProps) {
  const router = useRouter();
  const submit = async ({ note }: { note: string }) => {
    await onSubmit(note);
    router.refresh();
  };
  return (
    <FormSheet trigger={<Button variant={variant} size={size}>{words}</Button>} title={words} description={description} schema={needsReason ? reasonSchema : noteSchema} defaults={{ note: "" }} submitLabel={words} onSubmit={submit}>
      <Field name="note" label={label} isOptional={!needsReason}>{(control) => <Textarea rows={3} {...control} />}</Field>
    </FormSheet>
  );
}

type Decision = "approved" | "rejected" | "withdrawn";
const decisions: Readonly<Record<Decision, { words: string; description: string }>> = {
  approved: { words: "Approve", description: "It counts for the plan as it stands now: if that changes, it has to be approved again." },
  rejected: { words: "Refuse", description: "The plan becomes a draft again." },
  withdrawn: { words: "Withdraw approval", description: "A run that is under way is held where it stands." },
};

function Decide({ plan, decision }: { plan: Key; decision: Decision }) {
  const trpc = useTRPC();
  const decide = useMutation(trpc.changes.decide.mutationOptions());
  const { words, description } = decisions[decision];
  return <NoteSheet words={words} description={description} label="Comment" variant={decision === "approved" ? "primary" : "outline"} onSubmit={(comment) => decide.mutateAsync({ ...plan, decision, comment })} />;
}

function Move({ plan, to, isFirst = false }: { plan: Key; to: "requested" | "draft" | "retired"; isFirst?: boolean }) {
  const trpc = useTRPC();
  const move = useMutation(trpc.changes.move.mutationOptions());
  const words = { requested: "Request approval", draft: "Back to draft", retired: "Retire" }[to];
  const description = { requested: "Who has to agree follows from kind, risk and tier.", draft: "It can be changed and requested anew.", retired: "It starts no run any more; its record stays." }[to];
  return <NoteSheet words={words} description={description} label="Note" variant={isFirst ? "primary" : "ghost"} onSubmit={(note) => move.mutateAsync({ ...plan, to, note })} />;
}

export function ReviewButton({ plan, approvalId }: { plan: Key; approvalId: string }) {
  const trpc = useTRPC();
  const review = useMutation(trpc.changes.review.mutationOptions());
  return <NoteSheet words="Review" size="sm" needsReason description="What went ahead without approval is looked at by somebody else." label="What you found" onSubmit={(note) => review.mutateAsync({ ...plan, approvalId, note })} />;
}

function BreakGlass({ plan }: { plan: Key }) {
  const trpc = useTRPC();
  const breakGlass = useMutation(trpc.changes.breakGlass.mutationOptions());
  return <NoteSheet words="Go ahead without approval" needsReason description="Breaking the glass: the plan is approved in your name without an approver. It is audited, and somebody else reviews it afterwards." label="Why it cannot wait" onSubmit={(reason) => breakGlass.mutateAsync({ ...plan, reason })} />;
}

/** The steps that this person may take with the plan. */
export function PlanActions({ detail, may }: { detail: Pick<PlanDetail, "mine" | "policy"> & { row: Key & { status: PlanDetail["row"]["status"] } }; may: { write: boolean; approve: boolean } }) {
  const { row, mine, policy } = detail;
  const plan = { number: row.number, version: row.version };
  return (
    <>
      {may.approve && mine.mayDecide ? <><Decide plan={plan} decision="approved" /><Decide plan={plan} decision="rejected" /></> : null}
      {may.approve && mine.decision === "approved" && (row.status === "requested" || row.status === "approved") ? <Decide plan={plan} decision="withdrawn" /> : null}
      {may.write && row.status === "requested" && !policy.isEnough ? <BreakGlass plan={plan} /> : null}
      {may.write && row.status === "draft" ? <Move plan={plan} to="requested" isFirst /> : null}
      {may.write && (row.status === "requested" || row.status === "retired") ? <Move plan={plan} to="draft" /> : null}
      {may.write && row.status !== "retired" ? <Move plan={plan} to="retired" /> : null}
    </>
  );
}

const evidenceSchema = z.object({ kind: z.enum(["test", "rollback"]), outcome: z.enum(["passed", "failed"]), text: z.string().trim().min(3, "Say what was done and where it can be seen.").max(4_000) });

export function AddEvidence({ number }: { number: number }) {
  const router = useRouter();
  const trpc = useTRPC();
  const add = useMutation(trpc.changes.addEvidence.mutationOptions());
  const submit = async (values: z.output<typeof evidenceSchema>) => {
    await add.mutateAsync({ number, ...values });
    router.refresh();
  };
  return (
    <FormSheet trigger={<Button size="sm">Add</Button>} title="Add evidence" description="Of a test or a rehearsal that happened elsewhere. You answer for it by name." schema={evidenceSchema} defaults={{ kind: "test", outcome: "passed", text: "" }} submitLabel="Add evidence" onSubmit={submit}>
      <ChoiceField name="kind" label="Of what" options={[{ value: "test", label: "a test" }, { value: "rollback", label: "a rehearsal of the way back" }]} />
      <ChoiceField name="outcome" label="Outcome" options={[{ value: "passed", label: "passed" }, { value: "failed", label: "failed" }]} />
      <Field name="text" label="What was done, and where it can be seen">{(control) => <Textarea rows={4} {...control} />}</Field>
    </FormSheet>
  );
}

const windowSchema = z.object({ window: z.string().trim().regex(/^(?:mw-?)?[1-9]\d{0,8}$/i, "A number, as in MW-12.") });

export function LinkWindow({ number }: { number: number }) {
  const router = useRouter();
  const trpc = useTRPC();
  const link = useMutation(trpc.changes.linkWindow.mutationOptions());
  const submit = async ({ window }: { window: string }) => {
    await link.mutateAsync({ number, window: Number(window.replace(/\D/g, "")) });
    router.refresh();
  };
  return (
    <FormSheet trigger={<Button size="sm">Link</Button>} title="Link a window" description="The maintenance window in which the plan is carried out." schema={windowSchema} defaults={{ window: "" }} submitLabel="Link window" onSubmit={submit}>
      <TextField name="window" label="Window" placeholder="MW-12" />
    </FormSheet>
  );
}
