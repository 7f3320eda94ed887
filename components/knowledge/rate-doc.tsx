"use client";

import { useMutation } from "@tanstack/react-query";
import { ThumbsDown, ThumbsUp } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";

export interface RateDocProps {
  slug: string;
  own: boolean | null;
}

/** One opinion for each reader; it can be changed. */
export function RateDoc({ slug, own }: RateDocProps) {
  const trpc = useTRPC();
  const [said, setSaid] = useState(own);
  const rate = useMutation(trpc.knowledge.rateDoc.mutationOptions({ onSuccess: (_, { isUseful }) => setSaid(isUseful) }));
  const say = (isUseful: boolean) => () => rate.mutate({ slug, isUseful });
  return (
    <div className="mt-8 flex flex-wrap items-center gap-3 border-t border-line pt-4 text-sm text-fg-2">
      <span id="useful-question">Was this useful?</span>
      <div role="group" aria-labelledby="useful-question" className="flex gap-2">
        <Button variant="outline" size="sm" aria-pressed={said === true} disabled={rate.isPending} onClick={say(true)}><ThumbsUp aria-hidden />Yes</Button>
        <Button variant="outline" size="sm" aria-pressed={said === false} disabled={rate.isPending} onClick={say(false)}><ThumbsDown aria-hidden />No</Button>
      </div>
      <span role="status" className="text-xs text-fg-3">{rate.isError ? rate.error.message : rate.isSuccess ? "Thank you. It counts for the order of search and for the owner." : ""}</span>
    </div>
  );
}
