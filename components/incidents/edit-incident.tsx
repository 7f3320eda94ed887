"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { incidentLimits, rootCauses, severities } from "#contract/incidents";
import { causeWords } from "@/components/incidents/incident-words";
import { PersonField } from "@/components/incidents/person-field";
import { ChecklistField } from "@/components/kit/checklist-field";
import { ChoiceField, TextField } from "@/components/kit/fields";
import { Field } from "@/components/kit/form";
import { FormSheet } from "@/components/kit/form-sheet";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { useTRPC } from "@/lib/trpc";

const schema = z.object({
  title: z.string().trim().min(1, "Give it a title.").max(160), summary: z.string().trim().max(4_000), severity: z.enum(severities), rootCause: z.enum(rootCauses).nullable(),
  commander: z.string().trim().max(120), communicator: z.string().trim().max(120),
  services: z.array(z.string()).max(incidentLimits.services), repeatOf: z.string().trim().regex(/^(?:(?:inc-?)?[1-9]\d{0,8})?$/i, "A number, as in INC-12."), audience: z.enum(["inside", "public"]),
});
type Values = z.output<typeof schema>;

export interface EditIncidentProps {
  number: number;
  version: number;
  values: Values;
  people: readonly string[];
  services: readonly { slug: string; name: string }[];
}

const audiences = [{ value: "inside", label: "the organisation only" }, { value: "public", label: "everybody, on the status page" }];
const numberIn = (text: string): number | null => (text === "" ? null : Number(text.replace(/\D/g, "")));

/** Title, severity, cause, services and roles. Somebody else's change in between is not overwritten: the form says so. */
export function EditIncident({ number, version, values, people, services }: EditIncidentProps) {
  const router = useRouter();
  const trpc = useTRPC();
  const update = useMutation(trpc.incidents.update.mutationOptions());
  const submit = async ({ commander, communicator, repeatOf, audience, ...rest }: Values) => {
    await update.mutateAsync({ number, version, ...rest, commander: commander === "" ? null : commander, communicator: communicator === "" ? null : communicator, repeatOf: numberIn(repeatOf), isPublic: audience === "public" });
    router.refresh();
  };
  return (
    <FormSheet trigger={<Button variant="outline">Edit</Button>} title={`Edit INC-${number}`} description="Changes of severity and roles are told in the timeline." schema={schema} defaults={values} submitLabel="Save" onSubmit={submit}>
      <TextField name="title" label="Title" />
      <ChoiceField name="severity" label="Severity" options={severities.map((value) => ({ value, label: value.toUpperCase() }))} />
      <ChoiceField name="rootCause" label="Root cause" noneLabel="not known yet" options={rootCauses.map((value) => ({ value, label: causeWords[value] }))} />
      <PersonField name="commander" label="Commander" people={people} />
      <PersonField name="communicator" label="Communicator" people={people} />
      <ChecklistField name="services" legend="Services that are hit" options={services} none="No service is in the catalog." />
      <TextField name="repeatOf" label="Repeats" placeholder="INC-12" hint="The earlier incident that this one repeats." isOptional />
      <ChoiceField name="audience" label="Seen by" options={audiences} />
      <Field name="summary" label="Summary" isOptional>{(control) => <Textarea rows={5} {...control} />}</Field>
    </FormSheet>
  );
}
