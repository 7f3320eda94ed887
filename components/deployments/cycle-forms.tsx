"use client";

import { useMutation } from "@tanstack/react-query";
import { Check, Pencil, Plus, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { z } from "zod";
import type { CycleRow } from "#contract/deployments";
import { repeats, ruleFrom, ruleWords } from "@/components/deployments/cycle-rule";
import { ConfirmDialog } from "@/components/kit/confirm-dialog";
import { ChoiceField, TextField } from "@/components/kit/fields";
import { Field } from "@/components/kit/form";
import { FormSheet } from "@/components/kit/form-sheet";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { useTRPC } from "@/lib/trpc";

interface Named {
  slug: string;
  name: string;
}

export interface CycleChoices {
  services: readonly Named[];
  teams: readonly Named[];
}

const choices = (named: readonly Named[]) => named.map(({ slug, name }) => ({ value: slug, label: name }));
const repeatOptions = [
  { value: "week", label: "every week" }, { value: "two_weeks", label: "every two weeks" }, { value: "month_weekday", label: "every month, same weekday" }, { value: "month_day", label: "every month, same day" }, { value: "quarter", label: "every three months" },
  { value: "half_year", label: "every six months" }, { value: "year", label: "every year" }, { value: "own", label: "a rule of its own" },
];

const schema = z.object({
  title: z.string().trim().min(1, "Give it a title.").max(160), service: z.string().nullable(), team: z.string().nullable(), repeat: z.enum(repeats), rrule: z.string().trim().max(400), startsLocal: z.string().min(1, "Choose the first date."), zone: z.string().trim().min(1, "Name a zone."),
}).refine(({ repeat, rrule }) => repeat !== "own" || rrule !== "", { message: "Write the rule, such as FREQ=MONTHLY;BYDAY=2TU.", path: ["rrule"] });

function Fields({ services, teams }: CycleChoices) {
  return (
    <>
      <TextField name="title" label="What is updated" placeholder="Operating system patches" />
      <ChoiceField name="service" label="Service" noneLabel="no service" options={choices(services)} />
      <ChoiceField name="team" label="Owner" noneLabel="the service's owner" options={choices(teams)} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="startsLocal" label="First date" type="datetime-local" />
        <TextField name="zone" label="Zone" hint="Local time there stays the same." />
      </div>
      <ChoiceField name="repeat" label="Repeats" options={repeatOptions} />
      <TextField name="rrule" label="Rule (RFC 5545)" hint="Only for a rule of its own." isOptional />
    </>
  );
}

const inputOf = ({ repeat, rrule, ...values }: z.output<typeof schema>) => ({ ...values, startsLocal: values.startsLocal.slice(0, 16), rrule: repeat === "own" ? rrule : ruleFrom(repeat, values.startsLocal.slice(0, 16)) });

/** Plans an update that comes again and again. */
export function NewCycle({ startsLocal, zone, ...named }: CycleChoices & { startsLocal: string; zone: string }) {
  const router = useRouter();
  const trpc = useTRPC();
  const create = useMutation(trpc.updates.create.mutationOptions());
  const submit = async (values: z.output<typeof schema>) => {
    await create.mutateAsync(inputOf(values));
    router.refresh();
  };
  return (
    <FormSheet trigger={<Button variant="primary"><Plus aria-hidden />New cycle</Button>} title="New update cycle" description="What has to be updated again and again, and by whom." schema={schema} defaults={{ title: "", service: null, team: null, repeat: "month_weekday", rrule: "", startsLocal, zone }} submitLabel="Plan" onSubmit={submit}>
      <Fields {...named} />
    </FormSheet>
  );
}

function EditCycle({ cycle, ...named }: CycleChoices & { cycle: CycleRow }) {
  const router = useRouter();
  const trpc = useTRPC();
  const update = useMutation(trpc.updates.update.mutationOptions());
  const submit = async (values: z.output<typeof schema>) => {
    await update.mutateAsync({ id: cycle.id, version: cycle.version, ...inputOf(values) });
    router.refresh();
  };
  const defaults = { title: cycle.title, service: cycle.service?.slug ?? null, team: cycle.team?.slug ?? null, repeat: "own" as const, rrule: cycle.rrule, startsLocal: cycle.startsLocal, zone: cycle.zone };
  return (
    <FormSheet trigger={<Button variant="ghost" icon aria-label={`Edit ${cycle.title}`}><Pencil aria-hidden /></Button>} title="Edit update cycle" description={`It comes ${ruleWords(cycle.rrule)}.`} schema={schema} defaults={defaults} submitLabel="Save" onSubmit={submit}>
      <Fields {...named} />
    </FormSheet>
  );
}

const doneSchema = z.object({ note: z.string().trim().max(500) });

function DoneCycle({ cycle }: { cycle: CycleRow }) {
  const router = useRouter();
  const trpc = useTRPC();
  const done = useMutation(trpc.updates.done.mutationOptions());
  const submit = async ({ note }: { note: string }) => {
    await done.mutateAsync({ id: cycle.id, version: cycle.version, note });
    toast.success(`${cycle.title}: done`);
    router.refresh();
  };
  return (
    <FormSheet trigger={<Button variant="outline" aria-label={`Done: ${cycle.title}`}><Check aria-hidden />Done</Button>} title={`${cycle.title} is done`} description="As of now. The next date follows, and the audit keeps what you write." schema={doneSchema} defaults={{ note: "" }} submitLabel="Done" onSubmit={submit}>
      <Field name="note" label="What was done" isOptional>{(control) => <Textarea rows={3} {...control} />}</Field>
    </FormSheet>
  );
}

function RemoveCycle({ cycle }: { cycle: CycleRow }) {
  const router = useRouter();
  const trpc = useTRPC();
  const remove = useMutation(trpc.updates.remove.mutationOptions());
  const confirm = async () => {
    await remove.mutateAsync({ id: cycle.id, version: cycle.version });
    router.refresh();
  };
  return (
    <ConfirmDialog trigger={<Button variant="ghost" icon aria-label={`Remove ${cycle.title}`}><Trash2 aria-hidden /></Button>} title={`Remove "${cycle.title}"?`} confirmLabel="Remove cycle" isDestructive onConfirm={confirm}>
      Nobody is reminded of it any more. What was done stays in the audit.
    </ConfirmDialog>
  );
}

/** What one may do with a cycle. */
export function CycleActions(props: CycleChoices & { cycle: CycleRow }) {
  return <div className="flex justify-end gap-1">{props.cycle.state === "over" ? null : <DoneCycle cycle={props.cycle} />}<EditCycle {...props} /><RemoveCycle cycle={props.cycle} /></div>;
}
