"use client";

import { useMutation } from "@tanstack/react-query";
import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Banner } from "@/components/kit/banner";
import { stateKindWords } from "@/components/tickets/desk-words";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { formatCount } from "@/lib/format";
import { useTRPC } from "@/lib/trpc";
import { stateKinds, type DeskChoices, type StateKind } from "#contract/tickets";
import { refuseStates } from "#core/tickets";

type DeskState = DeskChoices["states"][number];
const isKind = (value: string): value is StateKind => (stateKinds as readonly string[]).includes(value);

function StateLine({ state, tickets, onChange, onMove, onRemove }: { state: DeskState; tickets: number | undefined; onChange: (state: DeskState) => void; onMove: (step: number) => void; onRemove: () => void }) {
  const name = state.name === "" ? "the new state" : state.name;
  return (
    <li className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2 last:border-b-0">
      <Input aria-label={`Name of ${name}`} value={state.name} onChange={(event) => onChange({ ...state, name: event.target.value })} className="w-56" />
      <Select value={state.kind} onValueChange={(kind) => (isKind(kind) ? onChange({ ...state, kind, isDefault: false }) : undefined)}>
        <SelectTrigger size="md" aria-label={`What ${name} means`} className="w-60"><SelectValue /></SelectTrigger>
        <SelectContent>{stateKinds.map((kind) => <SelectItem key={kind} value={kind}>{stateKindWords[kind]}</SelectItem>)}</SelectContent>
      </Select>
      <label className="flex items-center gap-2 text-sm"><Checkbox checked={state.isDefault} onCheckedChange={(isOn) => onChange({ ...state, isDefault: isOn === true })} />default</label>
      {tickets === undefined ? null : <span className="text-xs text-fg-3">{formatCount(tickets, "ticket")}</span>}
      <span className="ml-auto flex gap-1">
        <Button variant="ghost" size="sm" icon aria-label={`Move ${name} up`} onClick={() => onMove(-1)}><ArrowUp aria-hidden /></Button>
        <Button variant="ghost" size="sm" icon aria-label={`Move ${name} down`} onClick={() => onMove(1)}><ArrowDown aria-hidden /></Button>
        <Button variant="ghost" size="sm" icon aria-label={`Retire ${name}`} onClick={onRemove}><Trash2 aria-hidden /></Button>
      </span>
    </li>
  );
}

function moved<T>(list: readonly T[], from: number, to: number): T[] {
  if (to < 0 || to >= list.length) return [...list];
  const rest = list.filter((_, index) => index !== from);
  return [...rest.slice(0, to), ...list.slice(from, from + 1), ...rest.slice(to)];
}

/** The desk's own names for states, in their order. One that is taken away is retired: tickets keep it until they move on. */
export function StatesForm({ states: first }: { states: readonly (DeskState & { tickets: number })[] }) {
  const router = useRouter();
  const trpc = useTRPC();
  const [states, setStates] = useState<readonly DeskState[]>(first.map(({ name, kind, isDefault }) => ({ name, kind, isDefault })));
  const save = useMutation(trpc.tickets.saveStates.mutationOptions({ onSuccess: () => router.refresh() }));
  const fault = states.some(({ name }) => name.trim() === "") ? "Every state needs a name." : refuseStates(states);
  return (
    <div className="grid gap-3">
      <ol aria-label="States" className="rounded-lg border border-line bg-card">
        {states.map((state, index) => (
          <StateLine key={index} state={state} tickets={first.find(({ name }) => name === state.name)?.tickets} onChange={(next) => setStates(states.map((one, at) => (at === index ? next : one)))} onMove={(step) => setStates(moved(states, index, index + step))} onRemove={() => setStates(states.filter((_, at) => at !== index))} />
        ))}
      </ol>
      {fault === null ? null : <p role="status" className="text-sm text-warn-text">{fault}</p>}
      {save.isError ? <Banner tone="critical" isLive>{save.error.message}</Banner> : null}
      <div className="flex gap-2">
        <Button onClick={() => setStates([...states, { name: "", kind: "open", isDefault: false }])}>Add a state</Button>
        <Button variant="primary" disabled={fault !== null || save.isPending} onClick={() => save.mutate({ states: [...states] })}>{save.isSuccess ? "Saved" : "Save"}</Button>
      </div>
    </div>
  );
}
