"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { audienceRoles } from "#contract/knowledge";
import { ChecklistField } from "@/components/kit/checklist-field";
import { ChoiceField, TextField } from "@/components/kit/fields";
import { Field } from "@/components/kit/form";
import { FormSheet } from "@/components/kit/form-sheet";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { useTRPC } from "@/lib/trpc";

const spaceSchema = z.object({ title: z.string().trim().min(1, "Give it a name.").max(80), description: z.string().trim().max(300), audience: z.array(z.enum(audienceRoles)) });

export function NewSpace() {
  const router = useRouter();
  const trpc = useTRPC();
  const create = useMutation(trpc.knowledge.createSpace.mutationOptions());
  const submit = async (values: z.output<typeof spaceSchema>) => {
    await create.mutateAsync(values);
    router.refresh();
  };
  return (
    <FormSheet trigger={<Button variant="outline">New space</Button>} title="New space" description="Documents that belong together, for everyone inside or for some roles." schema={spaceSchema} defaults={{ title: "", description: "", audience: [] }} submitLabel="Make the space" onSubmit={submit}>
      <TextField name="title" label="Name" placeholder="Operations" />
      <TextField name="description" label="What is in it" isOptional />
      <ChecklistField name="audience" legend="For these roles; none = everyone inside" options={audienceRoles.map((role) => ({ slug: role, name: role }))} none="" />
    </FormSheet>
  );
}

const docSchema = z.object({ space: z.string().min(1, "Choose a space."), title: z.string().trim().min(1, "Give it a title.").max(200), section: z.string().trim().max(100), kind: z.enum(["doc", "policy"]), body: z.string().trim().min(1, "Write something first.") });

export interface NewDocProps {
  spaces: readonly { slug: string; title: string }[];
  /** A search that nothing answered: the document begins with its words. */
  request?: { id: string; words: string } | null;
}

/** A new document begins as a draft. */
export function NewDoc({ spaces, request = null }: NewDocProps) {
  const router = useRouter();
  const trpc = useTRPC();
  const create = useMutation(trpc.knowledge.createDoc.mutationOptions());
  const submit = async (values: z.output<typeof docSchema>) => {
    const { slug } = await create.mutateAsync({ ...values, ...(request === null ? {} : { requestId: request.id }) });
    router.push(`/docs/${slug}/edit`);
  };
  const words = request?.words ?? "";
  const defaults = { space: spaces[0]?.slug ?? "", title: words.charAt(0).toUpperCase() + words.slice(1), section: "", kind: "doc" as const, body: "# \n\n## When you need this\n\n## What to do\n" };
  const trigger = request === null ? <Button variant="primary">New document</Button> : <Button variant="outline" size="sm">Write it</Button>;
  if (spaces.length === 0) return request === null ? <span className="text-sm text-fg-3">Make a space, then write in it</span> : <span className="text-xs text-fg-3">needs a space</span>;
  return (
    <FormSheet trigger={trigger} title="New document" description="It begins as a draft that only writers see, until it is published." schema={docSchema} defaults={defaults} submitLabel="Begin the draft" onSubmit={submit}>
      <ChoiceField name="space" label="Space" options={spaces.map(({ slug, title }) => ({ value: slug, label: title }))} />
      <TextField name="title" label="Title" />
      <TextField name="section" label="Section" isOptional />
      <ChoiceField name="kind" label="Kind" options={[{ value: "doc", label: "guide" }, { value: "policy", label: "policy" }]} />
      <Field name="body" label="Text">{(control) => <Textarea rows={12} className="font-mono text-xs" {...control} />}</Field>
    </FormSheet>
  );
}
