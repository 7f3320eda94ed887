"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { createContext, useContext, useRef, useState, type ReactNode } from "react";
import { toast } from "sonner";
import type { z } from "zod";
import { bulkOutcome } from "@/components/tickets/desk-words";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Progress } from "@/components/ui/progress";
import { Select, SelectContent, SelectItem, SelectTrigger } from "@/components/ui/select";
import { useTRPC } from "@/lib/trpc";
import type { bulkOutput, DeskChoices, TicketChanges } from "#contract/tickets";

interface Selection {
  chosen: ReadonlySet<string>;
  toggle: (number: string) => void;
}
const SelectionContext = createContext<Selection>({ chosen: new Set(), toggle: () => undefined });

/** A box before a row of the queue. */
export function RowTick({ number, subject }: { number: string; subject: string }) {
  const { chosen, toggle } = useContext(SelectionContext);
  return <Checkbox checked={chosen.has(number)} onCheckedChange={() => toggle(number)} aria-label={`Choose ${number}, ${subject}`} className="ml-2 size-6 shrink-0" />;
}

type BulkItems = z.output<typeof bulkOutput>["items"];
type BulkChanges = Pick<TicketChanges, "state" | "assigneeId" | "team">;
const partSize = 10;

/** Changes many tickets part by part; what is done stays when it is stopped. Calls back with those that are still to be done: refused, or not come to. */
function useBulk(onDone: (left: readonly string[]) => void) {
  const router = useRouter();
  const trpc = useTRPC();
  const bulk = useMutation(trpc.tickets.bulkUpdate.mutationOptions());
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);
  const isStopped = useRef(false);
  const run = async (numbers: readonly string[], changes: BulkChanges) => {
    isStopped.current = false;
    const items: BulkItems = [];
    try {
      while (items.length < numbers.length && !isStopped.current) {
        setProgress({ done: items.length, total: numbers.length });
        const part = await bulk.mutateAsync({ numbers: numbers.slice(items.length, items.length + partSize), changes });
        items.push(...part.items);
      }
      const told = bulkOutcome(items, isStopped.current);
      if (items.some(({ outcome }) => outcome === "refused")) toast.error(told);
      else toast(told);
    } catch (cause) {
      toast.error(`${bulkOutcome(items, false)} Then it failed: ${cause instanceof Error ? cause.message : "try again."}`);
    }
    const done = new Set(items.filter(({ outcome }) => outcome !== "refused").map(({ number }) => number));
    onDone(numbers.filter((number) => !done.has(number)));
    setProgress(null);
    router.refresh();
  };
  return { run, progress, stop: () => (isStopped.current = true) };
}

function Choice({ label, options, onChoose }: { label: string; options: readonly { value: string; label: string }[]; onChoose: (value: string) => void }) {
  return (
    <Select value="" onValueChange={onChoose}>
      <SelectTrigger size="md" aria-label={label} className="w-auto border-line-2">{label}</SelectTrigger>
      <SelectContent>{options.map((option) => <SelectItem key={option.value} value={option.value}>{option.label}</SelectItem>)}</SelectContent>
    </Select>
  );
}

/** Around a list of tickets: those that are ticked can be changed together. */
export function BulkBar({ numbers, choices, children }: { numbers: readonly string[]; choices: DeskChoices; children: ReactNode }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { run, progress, stop } = useBulk((left) => setChosen(new Set(left)));
  const toggle = (number: string) => setChosen((before) => (before.has(number) ? new Set([...before].filter((one) => one !== number)) : new Set([...before, number])));
  const present = numbers.filter((number) => chosen.has(number));
  const start = (changes: BulkChanges) => void run(present, changes);
  return (
    <SelectionContext value={{ chosen, toggle }}>
      {present.length === 0 && progress === null ? null : (
        <div role="region" aria-label="Chosen tickets" className="flex flex-wrap items-center gap-2 border-b border-line bg-muted px-3 py-2 text-sm">
          <span className="font-medium">{progress === null ? `${present.length} chosen` : `${Math.min(progress.done, progress.total)} of ${progress.total}`}</span>
          {progress === null ? (
            <>
              <Choice label="Set state" options={choices.states.map(({ name }) => ({ value: name, label: name }))} onChoose={(state) => start({ state })} />
              <Choice label="Assign" options={choices.agents.map(({ id, name }) => ({ value: id, label: name }))} onChoose={(assigneeId) => start({ assigneeId })} />
              <Choice label="Give to group" options={choices.teams.map(({ slug, name }) => ({ value: slug, label: name }))} onChoose={(team) => start({ team })} />
              <Button size="sm" variant="ghost" onClick={() => setChosen(new Set(numbers))}>All on this page</Button>
              <Button size="sm" variant="ghost" onClick={() => setChosen(new Set())}>None</Button>
            </>
          ) : (
            <>
              <Progress ratio={progress.done / progress.total} label="Tickets changed" className="w-40" />
              <Button size="sm" onClick={stop}>Stop</Button>
            </>
          )}
        </div>
      )}
      {children}
    </SelectionContext>
  );
}
