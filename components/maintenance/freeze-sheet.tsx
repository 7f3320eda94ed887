"use client";

import { useMutation } from "@tanstack/react-query";
import { Snowflake } from "lucide-react";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { ChecklistField } from "@/components/kit/checklist-field";
import { ChoiceField, TextField } from "@/components/kit/fields";
import { Field } from "@/components/kit/form";
import { FormSheet } from "@/components/kit/form-sheet";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { useTRPC } from "@/lib/trpc";

const schema = z.object({
  title: z.string().trim().min(1, "Give it a title.").max(160), kind: z.enum(["hard", "soft"]), reason: z.string().trim().max(4_000), services: z.array(z.string()), zone: z.string().trim().min(1, "Name a zone."),
  startsLocal: z.string().min(1, "Choose when it begins."), endsLocal: z.string(),
});

/** Freezes change for a time, on some services or on all. */
export function FreezeSheet({ services, zone }: { services: readonly { slug: string; name: string }[]; zone: string }) {
  const router = useRouter();
  const trpc = useTRPC();
  const create = useMutation(trpc.maintenance.createFreeze.mutationOptions());
  const submit = async ({ endsLocal, ...values }: z.output<typeof schema>) => {
    await create.mutateAsync({ ...values, ...(endsLocal === "" ? {} : { endsLocal }) });
    router.refresh();
  };
  return (
    <FormSheet trigger={<Button variant="ghost"><Snowflake aria-hidden /><span className="max-sm:sr-only">New freeze</span></Button>} title="New freeze" description="A hard freeze blocks planned work, a soft one warns." schema={schema} defaults={{ title: "", kind: "soft", reason: "", services: [], zone, startsLocal: "", endsLocal: "" }} submitLabel="Freeze" onSubmit={submit}>
      <TextField name="title" label="Title" placeholder="Quarter end" />
      <ChoiceField name="kind" label="Kind" options={[{ value: "hard", label: "hard: blocks" }, { value: "soft", label: "soft: warns" }]} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="startsLocal" label="Begins" type="datetime-local" />
        <TextField name="endsLocal" label="Ends" type="datetime-local" isOptional />
      </div>
      <TextField name="zone" label="Zone" />
      <ChecklistField name="services" legend="Services; none chosen means all" options={services} none="No service is on record." />
      <Field name="reason" label="Reason" isOptional>{(control) => <Textarea rows={3} {...control} />}</Field>
    </FormSheet>
  );
}
