"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { toast } from "sonner";
import { z } from "zod";
import { ConfirmDialog } from "@/components/kit/confirm-dialog";
import { ChoiceField, TextField } from "@/components/kit/fields";
import { Field } from "@/components/kit/form";
import { FormSheet } from "@/components/kit/form-sheet";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { useTRPC } from "@/lib/trpc";
import { deskLimits, type DeskChoices, type Macro } from "#contract/tickets";
import { templateVariables } from "#core/tickets";

const schema = z.object({ title: z.string().trim().min(1, "Give it a title.").max(deskLimits.name), body: z.string().max(deskLimits.body), state: z.string().nullable(), giveTo: z.string().nullable(), team: z.string().nullable() });
const named = (list: readonly { slug: string; name: string }[]) => list.map(({ slug, name }) => ({ value: slug, label: name }));

/** Writes a macro, a new one or one that is there. What it changes beside state and group is kept as it is. */
export function MacroSheet({ macro, choices, trigger }: { macro: Macro | null; choices: DeskChoices; trigger: ReactNode }) {
  const router = useRouter();
  const trpc = useTRPC();
  const save = useMutation(trpc.tickets.saveMacro.mutationOptions());
  const submit = async ({ state, giveTo, ...values }: z.output<typeof schema>) => {
    const { state: _state, team: _team, ...kept } = macro?.changes ?? {};
    await save.mutateAsync({ id: macro?.id ?? null, version: macro?.version ?? 0, ...values, changes: { ...kept, ...(state === null ? {} : { state }), ...(giveTo === null ? {} : { team: giveTo }) } });
    router.refresh();
  };
  return (
    <FormSheet trigger={trigger} title={macro === null ? "New macro" : `Edit ${macro.title}`} description="A reply that is written once, and what is changed with it." schema={schema} defaults={{ title: macro?.title ?? "", body: macro?.body ?? "", state: macro?.changes.state ?? null, giveTo: macro?.changes.team ?? null, team: macro?.team?.slug ?? null }} submitLabel="Save" onSubmit={submit}>
      <TextField name="title" label="Title" />
      <Field name="body" label="Text" hint={`Filled in from the ticket: ${templateVariables.map((name) => `{{${name}}}`).join(", ")}.`} isOptional>{(control) => <Textarea rows={8} {...control} />}</Field>
      <ChoiceField name="state" label="Sets the state" noneLabel="no change" options={choices.states.map(({ name }) => ({ value: name, label: name }))} />
      <ChoiceField name="giveTo" label="Gives it to the group" noneLabel="no change" options={named(choices.teams)} />
      <ChoiceField name="team" label="Seen by" noneLabel="everybody at the desk" options={named(choices.teams)} />
    </FormSheet>
  );
}

export function DeleteMacro({ macro }: { macro: Macro }) {
  const router = useRouter();
  const trpc = useTRPC();
  const remove = useMutation(trpc.tickets.deleteMacro.mutationOptions({ onSuccess: () => router.refresh(), onError: ({ message }) => toast.error(message) }));
  return <ConfirmDialog trigger={<Button variant="ghost" size="sm">Delete</Button>} title={`Delete "${macro.title}"?`} confirmLabel="Delete macro" isDestructive onConfirm={() => remove.mutateAsync({ id: macro.id }).then(() => undefined)}>What was sent with it stays as it is.</ConfirmDialog>;
}
