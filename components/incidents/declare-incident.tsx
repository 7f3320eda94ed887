"use client";

import { useMutation } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { declareIncidentInput } from "#contract/incidents";
import { ChoiceField, TextField } from "@/components/kit/fields";
import { Field } from "@/components/kit/form";
import { FormSheet } from "@/components/kit/form-sheet";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { useTRPC } from "@/lib/trpc";

const schema = declareIncidentInput.pick({ title: true, summary: true, severity: true }).extend({ service: z.string().nullable() });
type Values = z.output<typeof schema>;

const severities = [["sev1", "SEV1: everybody is hit"], ["sev2", "SEV2: many are hit"], ["sev3", "SEV3: some are hit"], ["sev4", "SEV4: hardly anybody notices"]].map(([value = "", label = ""]) => ({ value, label }));

/** Declares an incident that began now, and opens it. */
export function DeclareIncident({ services }: { services: readonly { slug: string; name: string }[] }) {
  const router = useRouter();
  const trpc = useTRPC();
  const declare = useMutation(trpc.incidents.declare.mutationOptions());
  const submit = async ({ service, ...values }: Values) => {
    const { number } = await declare.mutateAsync({ ...values, services: service === null ? [] : [service] });
    router.push(`/incidents/${number}`);
  };
  return (
    <FormSheet trigger={<Button variant="primary"><Plus aria-hidden />Declare incident</Button>} title="Declare an incident" description="It begins now, in triage. Everything can be changed afterwards." schema={schema} defaults={{ title: "", summary: "", severity: "sev3", service: null }} submitLabel="Declare incident" onSubmit={submit}>
      <TextField name="title" label="What is wrong" hint="As those who are hit would say it." />
      <ChoiceField name="severity" label="Severity" options={severities} />
      <ChoiceField name="service" label="Service at the centre" noneLabel="not known yet" options={services.map(({ slug, name }) => ({ value: slug, label: name }))} />
      <Field name="summary" label="What is known" isOptional>{(control) => <Textarea rows={4} {...control} />}</Field>
    </FormSheet>
  );
}
