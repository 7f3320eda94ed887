"use client";

import { useMutation } from "@tanstack/react-query";
import { AlarmClock, Bell, BellOff, Check, UserPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import { Kbd } from "@/components/ui/kbd";
import { useHotkeys } from "@/hooks/use-hotkeys";
import { useTRPC } from "@/lib/trpc";
import type { DeskChoices, StateKind, TicketChanges } from "#contract/tickets";

export interface TicketActionsProps {
  number: string;
  version: number;
  stateKind: StateKind;
  isSnoozed: boolean;
  isWatching: boolean;
  me: string | null;
  choices: Pick<DeskChoices, "states" | "agents">;
}

const hourMs = 3_600_000;
const snoozes: readonly { label: string; ms: number }[] = [{ label: "One hour", ms: hourMs }, { label: "Four hours", ms: 4 * hourMs }, { label: "One day", ms: 24 * hourMs }, { label: "One week", ms: 168 * hourMs }];

/**
 * Changes a ticket by one version, says what went wrong, and shows the page anew. Two keys in quick succession are two changes, one after the other: the second stands on
 * the version that the first made, which the page may not show yet.
 */
function useChange({ number, version }: Pick<TicketActionsProps, "number" | "version">) {
  const made = useRef(version);
  const shown = useRef(version);
  const queue = useRef<Promise<void>>(Promise.resolve());
  useEffect(() => {
    shown.current = version;
  }, [version]);
  const router = useRouter();
  const trpc = useTRPC();
  const update = useMutation(trpc.tickets.update.mutationOptions({ onSuccess: () => router.refresh(), onError: ({ message }) => {
    toast.error(message);
    router.refresh();
  } }));
  const { mutateAsync } = update;
  const change = (changes: TicketChanges) => {
    queue.current = queue.current.then(async () => {
      const done = await mutateAsync({ number, version: Math.max(made.current, shown.current), ...changes }).catch(() => null);
      made.current = done?.version ?? made.current;
    });
  };
  return { change, isPending: update.isPending };
}

function AssignMenu({ choices, me, isOpen, setOpen, onAssign }: { choices: TicketActionsProps["choices"]; me: string | null; isOpen: boolean; setOpen: (isOpen: boolean) => void; onAssign: (id: string | null) => void }) {
  const mine = choices.agents.find(({ id }) => id === me);
  const others = choices.agents.filter(({ id }) => id !== me);
  return (
    <DropdownMenu open={isOpen} onOpenChange={setOpen}>
      <DropdownMenuTrigger asChild><Button><UserPlus aria-hidden />Assign<Kbd>A</Kbd></Button></DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {mine === undefined ? null : <DropdownMenuItem onSelect={() => onAssign(mine.id)}>To me</DropdownMenuItem>}
        {others.map(({ id, name }) => <DropdownMenuItem key={id} onSelect={() => onAssign(id)}>{name}</DropdownMenuItem>)}
        <DropdownMenuItem onSelect={() => onAssign(null)}>Nobody</DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function SnoozeMenu({ isSnoozed, isOpen, setOpen, onSnooze }: { isSnoozed: boolean; isOpen: boolean; setOpen: (isOpen: boolean) => void; onSnooze: (ms: number | null) => void }) {
  return (
    <DropdownMenu open={isOpen} onOpenChange={setOpen}>
      <DropdownMenuTrigger asChild><Button><AlarmClock aria-hidden />{isSnoozed ? "Snoozed" : "Snooze"}<Kbd>S</Kbd></Button></DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {isSnoozed ? <DropdownMenuItem onSelect={() => onSnooze(null)}>Wake it now</DropdownMenuItem> : null}
        {snoozes.map(({ label, ms }) => <DropdownMenuItem key={label} onSelect={() => onSnooze(ms)}>{label}</DropdownMenuItem>)}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function WatchButton({ number, isWatching }: Pick<TicketActionsProps, "number" | "isWatching">) {
  const router = useRouter();
  const trpc = useTRPC();
  const watch = useMutation(trpc.tickets.watch.mutationOptions({ onSuccess: () => router.refresh(), onError: ({ message }) => toast.error(message) }));
  return <Button icon aria-label={isWatching ? "Stop watching" : "Watch"} aria-pressed={isWatching} disabled={watch.isPending} onClick={() => watch.mutate({ number, isWatching: !isWatching })}>{isWatching ? <BellOff aria-hidden /> : <Bell aria-hidden />}</Button>;
}

/** What is done to a ticket all day, each by one key: a assigns, s snoozes, e resolves. */
export function TicketActions({ number, version, stateKind, isSnoozed, isWatching, me, choices }: TicketActionsProps) {
  const { change, isPending } = useChange({ number, version });
  const [open, setOpen] = useState<"assign" | "snooze" | null>(null);
  const isOver = stateKind === "resolved" || stateKind === "closed";
  const next = isOver ? choices.states.find(({ kind, isDefault }) => kind === "open" && !isDefault) : choices.states.find(({ kind, isDefault }) => kind === "resolved" && isDefault);
  const move = () => (next === undefined || isPending ? undefined : change({ state: next.name }));
  useHotkeys({ a: () => setOpen("assign"), s: () => setOpen("snooze"), e: () => (isOver ? undefined : move()) });
  return (
    <div className="flex flex-wrap items-center gap-2">
      <WatchButton number={number} isWatching={isWatching} />
      <SnoozeMenu isSnoozed={isSnoozed} isOpen={open === "snooze"} setOpen={(isOpen) => setOpen(isOpen ? "snooze" : null)} onSnooze={(ms) => change({ snoozedUntil: ms === null ? null : new Date(Date.now() + ms).toISOString() })} />
      <AssignMenu choices={choices} me={me} isOpen={open === "assign"} setOpen={(isOpen) => setOpen(isOpen ? "assign" : null)} onAssign={(assigneeId) => change({ assigneeId })} />
      <Button variant="primary" disabled={isPending || next === undefined} onClick={move}><Check aria-hidden />{isOver ? "Reopen" : "Resolve"}{isOver ? null : <Kbd>E</Kbd>}</Button>
    </div>
  );
}
