"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { postmortemStates } from "#contract/incidents";
import { ChoiceField } from "@/components/kit/fields";
import { Field } from "@/components/kit/form";
import { FormSheet } from "@/components/kit/form-sheet";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { useTRPC } from "@/lib/trpc";

const schema = z.object({ body: z.string().max(60_000), state: z.enum(postmortemStates) });
type Values = z.output<typeof schema>;

const outline = "## What happened\n\n## What it did to customers\n\n## Why it happened\n\n## What went well\n\n## What we change\n";

export interface PostmortemFormProps {
  number: number;
  /** 0 = there is none yet. */
  version: number;
  values: Values | null;
}

/** The postmortem as Markdown; publishing it signs the review. */
export function PostmortemForm({ number, version, values }: PostmortemFormProps) {
  const router = useRouter();
  const trpc = useTRPC();
  const save = useMutation(trpc.incidents.savePostmortem.mutationOptions());
  const submit = async (input: Values) => {
    await save.mutateAsync({ number, version, ...input });
    router.refresh();
  };
  return (
    <FormSheet trigger={<Button variant="outline" size="sm">{values ? "Edit" : "Write it"}</Button>} title={`Postmortem of INC-${number}`} description="Markdown. Publishing it puts your name under the review." schema={schema} defaults={values ?? { body: outline, state: "draft" }} submitLabel="Save" onSubmit={submit}>
      <ChoiceField name="state" label="State" options={[{ value: "draft", label: "draft" }, { value: "in_review", label: "in review" }, { value: "published", label: "published" }]} />
      <Field name="body" label="Text">{(control) => <Textarea rows={22} className="font-mono text-xs" {...control} />}</Field>
    </FormSheet>
  );
}
