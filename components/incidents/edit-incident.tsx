"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { rootCauses, severities } from "#contract/incidents";
import { causeWords } from "@/components/incidents/incident-words";
import { ChoiceField, TextField } from "@/components/kit/fields";
import { Field } from "@/components/kit/form";
import { FormSheet } from "@/components/kit/form-sheet";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { useTRPC } from "@/lib/trpc";

const schema = z.object({
  title: z.string().trim().min(1, "Give it a title.").max(160), summary: z.string().trim().max(4_000), severity: z.enum(severities), rootCause: z.enum(rootCauses).nullable(),
  commander: z.string().trim().max(120), communicator: z.string().trim().max(120),
});
type Values = z.output<typeof schema>;

export interface EditIncidentProps {
  number: number;
  version: number;
  values: Values;
}

/** Title, severity, cause and roles. Somebody else's change in between is not overwritten: the form says so. */
export function EditIncident({ number, version, values }: EditIncidentProps) {
  const router = useRouter();
  const trpc = useTRPC();
  const update = useMutation(trpc.incidents.update.mutationOptions());
  const submit = async ({ commander, communicator, ...rest }: Values) => {
    await update.mutateAsync({ number, version, ...rest, commander: commander === "" ? null : commander, communicator: communicator === "" ? null : communicator });
    router.refresh();
  };
  return (
    <FormSheet trigger={<Button variant="outline">Edit</Button>} title={`Edit INC-${number}`} description="Changes of severity and roles are told in the timeline." schema={schema} defaults={values} submitLabel="Save" onSubmit={submit}>
      <TextField name="title" label="Title" />
      <ChoiceField name="severity" label="Severity" options={severities.map((value) => ({ value, label: value.toUpperCase() }))} />
      <ChoiceField name="rootCause" label="Root cause" noneLabel="not known yet" options={rootCauses.map((value) => ({ value, label: causeWords[value] }))} />
      <TextField name="commander" label="Commander" isOptional />
      <TextField name="communicator" label="Communicator" isOptional />
      <Field name="summary" label="Summary" isOptional>{(control) => <Textarea rows={5} {...control} />}</Field>
    </FormSheet>
  );
}
