"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { z } from "zod";
import type { WindowDetail, WindowStatus } from "#contract/maintenance";
import { Field } from "@/components/kit/form";
import { FormSheet } from "@/components/kit/form-sheet";
import { LateNotice, type LateNoticeProps } from "@/components/maintenance/notices/late-notice";
import { SwitchField } from "@/components/maintenance/switch-field";
import { statusWords, stepWords } from "@/components/maintenance/window-words";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { formatCount } from "@/lib/format";
import { useTRPC } from "@/lib/trpc";

interface Key {
  number: number;
  version: number;
}

const noteSchema = z.object({ note: z.string().trim().max(4_000), lateNotice: z.string().trim().max(500) });
const reasonSchema = z.object({ reason: z.string().trim().min(3, "Say why.").max(500) });
const commentSchema = z.object({ comment: z.string().trim().max(4_000), isForAll: z.boolean() });

function Step({ window, to, plan, isFirst }: { window: Key; to: WindowStatus; plan: LateNoticeProps["draft"]; isFirst: boolean }) {
  const router = useRouter();
  const trpc = useTRPC();
  const change = useMutation(trpc.maintenance.changeStatus.mutationOptions());
  const submit = async ({ note, lateNotice }: z.output<typeof noteSchema>) => {
    if (to === "approved") return;
    await change.mutateAsync({ ...window, to, note, ...(lateNotice === "" ? {} : { lateNotice }) });
    router.refresh();
  };
  const isDestructive = to === "cancelled" || to === "failed";
  return (
    <FormSheet trigger={<Button variant={isFirst ? "primary" : isDestructive ? "ghost" : "outline"}>{stepWords[to]}</Button>} title={stepWords[to]} description={`The window becomes: ${statusWords[to]}. The record keeps what you write.`} schema={noteSchema} defaults={{ note: "", lateNotice: "" }} submitLabel={stepWords[to]} onSubmit={submit}>
      {to === "requested" ? <LateNotice draft={plan} number={window.number} /> : null}
      <Field name="note" label="Note" isOptional>{(control) => <Textarea rows={3} {...control} />}</Field>
    </FormSheet>
  );
}

interface DecideProps {
  window: Key;
  decision: "approved" | "rejected" | "withdrawn";
  words: string;
  /** Other occurrences of its series that wait too. */
  waiting: number;
}

function Decide({ window, decision, words, waiting }: DecideProps) {
  const router = useRouter();
  const trpc = useTRPC();
  const decide = useMutation(trpc.maintenance.decide.mutationOptions());
  const submit = async ({ comment, isForAll }: z.output<typeof commentSchema>) => {
    await decide.mutateAsync({ ...window, decision, comment, scope: isForAll ? "series" : "this" });
    router.refresh();
  };
  return (
    <FormSheet trigger={<Button variant={decision === "approved" ? "primary" : "outline"}>{words}</Button>} title={words} description="It counts for the plan as it stands now: if that changes, it has to be approved again." schema={commentSchema} defaults={{ comment: "", isForAll: false }} submitLabel={words} onSubmit={submit}>
      {waiting > 0 && decision !== "withdrawn" ? <SwitchField name="isForAll" label="For the whole series" hint={`Also for the ${formatCount(waiting, "other occurrence")} that ${waiting === 1 ? "waits" : "wait"}, as the series plans them. What was changed on its own is left out.`} /> : null}
      <Field name="comment" label="Comment" isOptional>{(control) => <Textarea rows={3} {...control} />}</Field>
    </FormSheet>
  );
}

function BreakGlass({ window }: { window: Key }) {
  const router = useRouter();
  const trpc = useTRPC();
  const breakGlass = useMutation(trpc.maintenance.breakGlass.mutationOptions());
  const submit = async ({ reason }: { reason: string }) => {
    await breakGlass.mutateAsync({ ...window, reason });
    router.refresh();
  };
  return (
    <FormSheet trigger={<Button variant="outline">Go ahead without approval</Button>} title="Go ahead without approval" description="Breaking the glass: it is audited, charged to the error budget, and somebody else reviews it afterwards." schema={reasonSchema} defaults={{ reason: "" }} submitLabel="Go ahead" onSubmit={submit}>
      <Field name="reason" label="Why it cannot wait">{(control) => <Textarea rows={3} {...control} />}</Field>
    </FormSheet>
  );
}

export function ReviewButton({ number, approvalId }: { number: number; approvalId: string }) {
  const router = useRouter();
  const trpc = useTRPC();
  const review = useMutation(trpc.maintenance.review.mutationOptions());
  const submit = async ({ reason }: { reason: string }) => {
    await review.mutateAsync({ number, approvalId, note: reason });
    router.refresh();
  };
  return (
    <FormSheet trigger={<Button size="sm">Review</Button>} title="Review" description="What went ahead without approval is looked at by somebody else." schema={reasonSchema} defaults={{ reason: "" }} submitLabel="Reviewed" onSubmit={submit}>
      <Field name="reason" label="What you found">{(control) => <Textarea rows={4} {...control} />}</Field>
    </FormSheet>
  );
}

export interface WindowActionsProps {
  detail: Pick<WindowDetail, "repeats" | "next" | "mine" | "policy" | "lateNotice" | "withdrawn" | "startsLocal" | "noticeMs"> & { row: Key & Pick<WindowDetail["row"], "status" | "services" | "zone" | "impact"> };
  may: { write: boolean; approve: boolean };
}

/** The steps that this person may take from where the window is. */
export function WindowActions({ detail, may }: WindowActionsProps) {
  const { row, next, mine, policy, startsLocal, noticeMs } = detail;
  const key = { number: row.number, version: row.version };
  const plan = detail.lateNotice === null ? { services: row.services.map(({ slug }) => slug), startsLocal, zone: row.zone, noticeMs, impact: row.impact } : null;
  const asked = { window: key, waiting: detail.repeats?.waiting ?? 0 };
  const forward = next.filter((to) => to !== "draft");
  return (
    <>
      {may.approve && mine.mayDecide ? <><Decide {...asked} decision="approved" words="Approve" /><Decide {...asked} decision="rejected" words="Refuse" /></> : null}
      {may.approve && mine.decision === "approved" && ["requested", "approved", "announced", "in_progress", "verifying"].includes(row.status) && detail.withdrawn === null ? <Decide {...asked} decision="withdrawn" words="Withdraw approval" /> : null}
      {may.write && row.status === "requested" && !policy.isEnough ? <BreakGlass window={key} /> : null}
      {may.write ? forward.map((to, place) => <Step key={to} window={key} to={to} plan={plan} isFirst={place === 0 && to !== "cancelled"} />) : null}
    </>
  );
}
