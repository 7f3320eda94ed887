"use client";

import { useMutation } from "@tanstack/react-query";
import { ThumbsDown, ThumbsUp } from "lucide-react";
import { useId, useState, type FormEvent } from "react";
import { feedbackReasons, type Feedback } from "#contract/query";
import { Banner } from "@/components/kit/banner";
import { Button } from "@/components/ui/button";
import { Label } from "@/components/ui/label";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import { Textarea } from "@/components/ui/textarea";
import { useTRPC } from "@/lib/trpc";

export interface FeedbackBarProps {
  runId: string;
  /** What the reader said before. */
  given: Feedback | null;
}

const words: Record<(typeof feedbackReasons)[number], string> = { wrong_number: "A number is wrong", misread: "My question was misread", missing: "Something is missing", too_slow: "It was too slow", other: "Something else" };

interface WhyProps {
  given: Feedback;
  isPending: boolean;
  onSend: (reason: Feedback["reason"], comment: string) => void;
}

/** Why it was not useful. The opinion counts already; the reason says what to repair. */
function Why({ given, isPending, onSend }: WhyProps) {
  const id = useId();
  const [reason, setReason] = useState(given.reason);
  const [comment, setComment] = useState(given.comment);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSend(reason, comment);
  };
  return (
    <form onSubmit={submit} className="grid max-w-prose gap-3">
      <RadioGroup aria-label="What was wrong?" value={reason ?? ""} onValueChange={(next) => setReason(feedbackReasons.find((each) => each === next) ?? null)}>
        {feedbackReasons.map((each) => (
          <span key={each} className="flex items-center gap-2 text-sm">
            <RadioGroupItem id={`${id}-${each}`} value={each} />
            <label htmlFor={`${id}-${each}`}>{words[each]}</label>
          </span>
        ))}
      </RadioGroup>
      <div className="grid gap-1.5">
        <Label htmlFor={`${id}-comment`}>What would have been right? (optional)</Label>
        <Textarea id={`${id}-comment`} rows={2} maxLength={1_000} value={comment} onChange={(event) => setComment(event.target.value)} />
      </div>
      <Button type="submit" size="sm" className="w-fit" disabled={isPending || (reason === null && comment.trim() === "")}>Send</Button>
    </form>
  );
}

/** Useful or not, and why: what the reader said stays shown. */
export function FeedbackBar({ runId, given }: FeedbackBarProps) {
  const trpc = useTRPC();
  const rate = useMutation(trpc.query.rate.mutationOptions());
  const said = rate.data ?? given;
  const [isAsking, setAsking] = useState(false);
  const send = (isUseful: boolean, reason: Feedback["reason"] = null, comment = ""): void => {
    setAsking(!isUseful && reason === null && comment === "");
    rate.mutate({ runId, isUseful, reason, comment });
  };
  const thanks = said === null ? "" : said.isUseful ? "Noted as useful." : said.reason === null ? "Noted as not useful." : `Noted as not useful: ${words[said.reason].toLowerCase()}.`;
  return (
    <section aria-label="Was this useful?" className="grid gap-3 border-t border-line pt-4 print:hidden">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="mr-1 text-sm text-fg-2">Was this useful?</h2>
        <Button size="sm" aria-pressed={said?.isUseful === true} className="aria-pressed:border-primary aria-pressed:bg-accent" disabled={rate.isPending} onClick={() => send(true)}><ThumbsUp aria-hidden />Useful</Button>
        <Button size="sm" aria-pressed={said?.isUseful === false} className="aria-pressed:border-primary aria-pressed:bg-accent" disabled={rate.isPending} onClick={() => send(false)}><ThumbsDown aria-hidden />Not useful</Button>
        <p role="status" className="text-sm text-fg-3">{thanks}</p>
      </div>
      {rate.isError ? <Banner tone="critical" isLive>{rate.error.message}</Banner> : null}
      {said !== null && !said.isUseful && (isAsking || said.reason === null) ? <Why given={said} isPending={rate.isPending} onSend={(reason, comment) => send(false, reason, comment)} /> : null}
    </section>
  );
}
