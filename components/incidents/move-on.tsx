"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { z } from "zod";
import type { IncidentStatus } from "#contract/incidents";
import { statusWords, stepWords } from "@/components/incidents/incident-words";
import { Field } from "@/components/kit/form";
import { FormSheet } from "@/components/kit/form-sheet";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { useTRPC } from "@/lib/trpc";

const schema = z.object({ note: z.string().trim().max(4_000) });

function Step({ number, version, to, words, isFirst }: { number: number; version: number; to: IncidentStatus; words: string; isFirst: boolean }) {
  const router = useRouter();
  const trpc = useTRPC();
  const change = useMutation(trpc.incidents.changeStatus.mutationOptions());
  const submit = async ({ note }: { note: string }) => {
    await change.mutateAsync({ number, version, to, note });
    router.refresh();
  };
  const trigger = <Button variant={isFirst ? "primary" : "outline"}>{words}</Button>;
  return (
    <FormSheet trigger={trigger} title={`Move to: ${statusWords[to].toLowerCase()}`} description="The time is now; the timeline keeps what you write." schema={schema} defaults={{ note: "" }} submitLabel={words} onSubmit={submit}>
      <Field name="note" label="What happened" isOptional>{(control) => <Textarea rows={4} {...control} />}</Field>
    </FormSheet>
  );
}

/** The steps that the incident may take from where it is. */
export function MoveOn({ number, version, from, next }: { number: number; version: number; from: IncidentStatus; next: readonly IncidentStatus[] }) {
  // Going back to work is possible, and never what the page proposes.
  const isBack = (to: IncidentStatus): boolean => to === "started" && from !== "triage";
  return <div className="flex flex-wrap gap-2">{next.map((to, index) => <Step key={to} number={number} version={version} to={to} words={isBack(to) ? "Reopen" : stepWords[to]} isFirst={index === 0 && !isBack(to)} />)}</div>;
}
