"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";

interface Answer {
  text: string;
  runId: string;
}

/** Asks the engine as this person, shows what it answers, and takes that as the step's evidence. */
export function AskStep({ question, isPending, onTaken }: { question: string; isPending: boolean; onTaken: (evidence: string) => void }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const ask = async () => {
    setAsking(true);
    setFault(null);
    try {
      const { headline, runId } = await client.fetchQuery({ ...trpc.query.ask.queryOptions({ question }), staleTime: 0 });
      setAnswer({ text: headline.map(({ text }) => text).join(""), runId });
    } catch (error) {
      setFault(error instanceof Error ? error.message : "The question was not answered.");
    } finally {
      setAsking(false);
    }
  };
  return (
    <>
      {answer === null ? null : <p role="status" className="basis-full rounded-md bg-muted p-2 text-sm wrap-anywhere">{answer.text}</p>}
      {fault === null ? null : <p role="alert" className="basis-full text-sm text-crit-text">{fault}</p>}
      {answer === null ? <Button variant="primary" size="sm" disabled={isAsking} onClick={() => void ask()}>{isAsking ? "Asking" : "Ask"}</Button> : <Button variant="primary" size="sm" disabled={isPending} onClick={() => onTaken(`${question}\n${answer.text}\nAnswer ${answer.runId}`)}>Take this answer</Button>}
    </>
  );
}
