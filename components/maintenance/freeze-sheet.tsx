"use client";

import { useMutation } from "@tanstack/react-query";
import { Snowflake } from "lucide-react";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { useWatch } from "react-hook-form";
import { z } from "zod";
import type { FreezeRow } from "#contract/maintenance";
import { ChecklistField } from "@/components/kit/checklist-field";
import { ChoiceField, TextField } from "@/components/kit/fields";
import { Field } from "@/components/kit/form";
import { FormSheet } from "@/components/kit/form-sheet";
import { RepeatFields } from "@/components/maintenance/repeat-fields";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { useTRPC } from "@/lib/trpc";

const hourMs = 3_600_000;
const schema = z.object({
  title: z.string().trim().min(1, "Give it a title.").max(160), kind: z.enum(["hard", "soft"]), reason: z.string().trim().max(4_000), services: z.array(z.string()), zone: z.string().trim().min(1, "Name a zone."),
  startsLocal: z.string().min(1, "Choose when it begins."), endsLocal: z.string(), rrule: z.string().trim().max(400), hours: z.coerce.number<number | string>().min(1, "An hour at least.").max(744, "31 days at most."),
});
type Draft = z.output<typeof schema>;

/** What the form says, as the operation takes it. Without a rule its length is its end. */
function toFreeze({ endsLocal, rrule, hours, ...values }: Draft) {
  return { ...values, ...(endsLocal === "" ? {} : { endsLocal }), ...(rrule === "" ? {} : { repeats: { rrule, durationMs: Math.round(hours * hourMs) } }) };
}

function Times() {
  const rrule = useWatch({ name: "rrule" }) as string;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField name="startsLocal" label="Begins" type="datetime-local" />
      <TextField name="endsLocal" label={rrule === "" ? "Ends" : "Repeats until"} type="datetime-local" hint={rrule === "" ? "Left empty: until it is lifted." : "Left empty: without end."} isOptional />
      <RepeatFields hasDates={false} canStop />
      {rrule === "" ? null : <TextField name="hours" label="Each lasts, hours" type="number" />}
    </div>
  );
}

interface SheetProps {
  services: readonly { slug: string; name: string }[];
  trigger: ReactNode;
  title: string;
  defaults: Draft;
  submitLabel: string;
  onSubmit: (values: Draft) => Promise<void>;
}

function FreezeForm({ services, ...sheet }: SheetProps) {
  return (
    <FormSheet {...sheet} description="A hard freeze blocks planned work, a soft one warns." schema={schema}>
      <TextField name="title" label="Title" placeholder="Quarter end" />
      <ChoiceField name="kind" label="Kind" options={[{ value: "hard", label: "hard: blocks" }, { value: "soft", label: "soft: warns" }]} />
      <Times />
      <TextField name="zone" label="Zone" />
      <ChecklistField name="services" legend="Services; none chosen means all" options={services} none="No service is on record." />
      <Field name="reason" label="Reason" isOptional>{(control) => <Textarea rows={3} {...control} />}</Field>
    </FormSheet>
  );
}

/** Freezes change for a time, once or again and again, on some services or on all. */
export function FreezeSheet({ services, zone }: { services: SheetProps["services"]; zone: string }) {
  const router = useRouter();
  const trpc = useTRPC();
  const create = useMutation(trpc.maintenance.createFreeze.mutationOptions());
  const submit = async (values: Draft) => {
    await create.mutateAsync(toFreeze(values));
    router.refresh();
  };
  const defaults: Draft = { title: "", kind: "soft", reason: "", services: [], zone, startsLocal: "", endsLocal: "", rrule: "", hours: 24 };
  return <FreezeForm services={services} trigger={<Button variant="ghost"><Snowflake aria-hidden /><span className="max-sm:sr-only">New freeze</span></Button>} title="New freeze" defaults={defaults} submitLabel="Freeze" onSubmit={submit} />;
}

export function EditFreezeSheet({ services, freeze }: { services: SheetProps["services"]; freeze: FreezeRow }) {
  const router = useRouter();
  const trpc = useTRPC();
  const update = useMutation(trpc.maintenance.updateFreeze.mutationOptions());
  const submit = async (values: Draft) => {
    await update.mutateAsync({ id: freeze.id, version: freeze.version, ...toFreeze(values) });
    router.refresh();
  };
  const { title, kind, reason, zone, startsLocal, endsLocal, rrule, durationMs } = freeze;
  const defaults: Draft = { title, kind, reason, zone, startsLocal, endsLocal: endsLocal ?? "", rrule: rrule ?? "", hours: durationMs === null ? 24 : durationMs / hourMs, services: freeze.services.map(({ slug }) => slug) };
  return <FreezeForm services={services} trigger={<Button size="sm">Edit</Button>} title={`Edit ${title}`} defaults={defaults} submitLabel="Save" onSubmit={submit} />;
}
