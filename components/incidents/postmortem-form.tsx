"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { postmortemStates } from "#contract/incidents";
import { PersonField } from "@/components/incidents/person-field";
import { ChoiceField } from "@/components/kit/fields";
import { Field } from "@/components/kit/form";
import { FormSheet } from "@/components/kit/form-sheet";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { useTRPC } from "@/lib/trpc";

const schema = z.object({ body: z.string().max(60_000), state: z.enum(postmortemStates), reviewer: z.string().trim().max(120) });
type Values = z.output<typeof schema>;

const outline = "## What happened\n\n## What it did to customers\n\n## Why it happened\n\n## What went well\n\n## What we change\n";

export interface PostmortemFormProps {
  number: number;
  /** 0 = there is none yet. */
  version: number;
  values: Values | null;
  /** Names that are offered as reviewer. */
  people: readonly string[];
}

/** The postmortem as Markdown; publishing it signs the review. */
export function PostmortemForm({ number, version, values, people }: PostmortemFormProps) {
  const router = useRouter();
  const trpc = useTRPC();
  const save = useMutation(trpc.incidents.savePostmortem.mutationOptions());
  const submit = async (input: Values) => {
    await save.mutateAsync({ number, version, ...input });
    router.refresh();
  };
  return (
    <FormSheet trigger={<Button variant="outline" size="sm">{values ? "Edit" : "Write it"}</Button>} title={`Postmortem of INC-${number}`} description="Markdown. Publishing it puts your name under the review." schema={schema} defaults={values ?? { body: outline, state: "draft", reviewer: "" }} submitLabel="Save" onSubmit={submit}>
      <ChoiceField name="state" label="State" options={[{ value: "draft", label: "draft" }, { value: "in_review", label: "in review" }, { value: "published", label: "published" }]} />
      <PersonField name="reviewer" label="Reviewer" people={people} hint="Told when it is sent for review. Somebody with an account." />
      <Field name="body" label="Text">{(control) => <Textarea rows={22} className="font-mono text-xs" {...control} />}</Field>
    </FormSheet>
  );
}
