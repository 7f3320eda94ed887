"use client";

import { useMutation } from "@tanstack/react-query";
import { Pencil, Plus, Trash2 } from "lucide-react";
import { useController } from "react-hook-form";
import { z } from "zod";
import { setRotaInput, type RotaView } from "#contract/alerts";
import { FormSheet } from "@/components/kit/form-sheet";
import { ChoiceField, TextField, type Choice } from "@/components/kit/fields";
import { useAct } from "@/hooks/use-act";
import { ConfirmDialog } from "@/components/kit/confirm-dialog";
import { Button } from "@/components/ui/button";
import { Select, SelectContent, SelectItem, SelectTrigger } from "@/components/ui/select";
import { useTRPC } from "@/lib/trpc";

export interface Person {
  userId: string;
  name: string;
}

const choicesOf = (people: readonly Person[]): Choice[] => people.map(({ userId, name }) => ({ value: userId, label: name }));

/** People in the order of their turns. */
function MembersField({ people }: { people: readonly Person[] }) {
  const { field, fieldState } = useController({ name: "members" });
  const members = field.value as string[];
  const nameOf = (id: string): string => people.find(({ userId }) => userId === id)?.name ?? "somebody who has left";
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">People in turn</legend>
      <ol className="grid gap-1">
        {members.map((id, at) => (
          <li key={`${id} ${at}`} className="flex items-center justify-between gap-2 rounded-md border border-line px-3 py-1 text-sm">
            <span>{at + 1}. {nameOf(id)}</span>
            <Button variant="ghost" size="sm" icon aria-label={`Take out ${nameOf(id)}`} onClick={() => field.onChange(members.filter((_, place) => place !== at))}><Trash2 aria-hidden /></Button>
          </li>
        ))}
      </ol>
      <Select value="" onValueChange={(id) => field.onChange([...members, id])}>
        <SelectTrigger size="lg" aria-label="Add a person">Add a person</SelectTrigger>
        <SelectContent>{choicesOf(people).map(({ value, label }) => <SelectItem key={value} value={value}>{label}</SelectItem>)}</SelectContent>
      </Select>
      {fieldState.error === undefined ? null : <p role="alert" className="text-xs text-crit-text">{fieldState.error.message}</p>}
    </fieldset>
  );
}

const schema = setRotaInput.omit({ turnDays: true }).extend({ turnDays: z.coerce.number<string | number>().int().min(1).max(60) });

export interface RotaFormProps {
  /** Null = a team that has none yet. */
  rota: RotaView | null;
  teams: readonly { slug: string; name: string }[];
  people: readonly Person[];
  zone: string;
  today: string;
}

export function RotaForm({ rota, teams, people, zone, today }: RotaFormProps) {
  const trpc = useTRPC();
  const act = useAct();
  const set = useMutation(trpc.alerts.setRota.mutationOptions());
  const defaults = rota
    ? { team: rota.team.slug, version: rota.version, zone: rota.zone, startsLocal: rota.startsLocal, turnDays: rota.turnDays, members: rota.members.map(({ userId }) => userId) }
    : { team: teams[0]?.slug ?? "", version: 0, zone, startsLocal: `${today}T09:00`, turnDays: 7, members: [] };
  const trigger = rota ? <Button size="sm"><Pencil aria-hidden />Edit</Button> : <Button variant="primary"><Plus aria-hidden />New rota</Button>;
  return (
    <FormSheet trigger={trigger} title={rota ? `Rota of ${rota.team.name}` : "New rota"} description="Turns change at the same local time, also when the clocks change." schema={schema} defaults={defaults} submitLabel="Save rota" onSubmit={(values) => act(() => set.mutateAsync(values), "The rota is saved.")}>
      {rota ? null : <ChoiceField name="team" label="Team" options={teams.map(({ slug, name }) => ({ value: slug, label: name }))} />}
      <MembersField people={people} />
      <TextField name="startsLocal" label="First turn began" type="datetime-local" />
      <TextField name="turnDays" label="Days of a turn" type="number" />
      <TextField name="zone" label="Time zone" hint="As in Europe/Berlin." />
    </FormSheet>
  );
}

const overrideSchema = z.object({ userId: z.string().min(1, "Choose somebody."), from: z.string().min(1, "Choose a time."), to: z.string().min(1, "Choose a time."), reason: z.string().trim().max(200) });

/** Somebody else is on call for a while; times are those of the browser's zone. */
export function OverrideForm({ team, people }: { team: string; people: readonly Person[] }) {
  const trpc = useTRPC();
  const act = useAct();
  const add = useMutation(trpc.alerts.addOverride.mutationOptions());
  const submit = ({ userId, from, to, reason }: z.output<typeof overrideSchema>) => act(() => add.mutateAsync({ team, userId, from: new Date(from).toISOString(), to: new Date(to).toISOString(), reason }), "The override is saved.");
  return (
    <FormSheet trigger={<Button size="sm"><Plus aria-hidden />Override</Button>} title="Somebody else is on call" description="For a while, before the rota. Times are those of this device." schema={overrideSchema} defaults={{ userId: "", from: "", to: "", reason: "" }} submitLabel="Save override" onSubmit={submit}>
      <ChoiceField name="userId" label="Who" options={choicesOf(people)} />
      <TextField name="from" label="From" type="datetime-local" />
      <TextField name="to" label="To" type="datetime-local" />
      <TextField name="reason" label="Why" isOptional />
    </FormSheet>
  );
}

export function RemoveOverrideButton({ team, id, person }: { team: string; id: string; person: string }) {
  const trpc = useTRPC();
  const act = useAct();
  const remove = useMutation(trpc.alerts.removeOverride.mutationOptions());
  return (
    <ConfirmDialog trigger={<Button variant="ghost" size="sm" icon aria-label={`Remove the override of ${person}`}><Trash2 aria-hidden /></Button>} title={`Remove the override of ${person}?`} confirmLabel="Remove override" isDestructive onConfirm={() => act(() => remove.mutateAsync({ team, id }), "The override is removed.")}>
      The rota holds again for that time.
    </ConfirmDialog>
  );
}
