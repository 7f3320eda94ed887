"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { z } from "zod";
import { noteInput } from "#contract/alerts";
import { Field, Form, FormError, SubmitButton, useZodForm } from "@/components/kit/form";
import { Textarea } from "@/components/ui/textarea";
import { useTRPC } from "@/lib/trpc";

const schema = noteInput.pick({ text: true });

/** What somebody found out, for whoever comes next. */
export function NoteForm({ number }: { number: number }) {
  const router = useRouter();
  const trpc = useTRPC();
  const add = useMutation(trpc.alerts.addNote.mutationOptions());
  const form = useZodForm<z.input<typeof schema>, z.output<typeof schema>>(schema, { text: "" });
  const submit = async ({ text }: { text: string }) => {
    await add.mutateAsync({ number, text });
    form.reset({ text: "" });
    router.refresh();
  };
  return (
    <Form form={form} onSubmit={submit} className="gap-2">
      <Field name="text" label="Add a note">{(control) => <Textarea rows={2} {...control} />}</Field>
      <FormError />
      <div><SubmitButton variant="outline" size="md">Add note</SubmitButton></div>
    </Form>
  );
}
