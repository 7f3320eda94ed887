"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { Field, Form, FormError, SubmitButton, useZodForm } from "@/components/kit/form";
import { Textarea } from "@/components/ui/textarea";
import { useTRPC } from "@/lib/trpc";

const schema = z.object({ text: z.string().trim().min(1, "Write something.").max(4_000) });

/** Adds what somebody saw or did to the record of a window. */
export function RecordNote({ number }: { number: number }) {
  const router = useRouter();
  const trpc = useTRPC();
  const add = useMutation(trpc.maintenance.addNote.mutationOptions());
  const form = useZodForm(schema, { text: "" });
  const submit = async ({ text }: z.output<typeof schema>) => {
    await add.mutateAsync({ number, text });
    form.reset({ text: "" });
    router.refresh();
  };
  return (
    <Form form={form} onSubmit={submit} className="max-w-none gap-2">
      <Field name="text" label="Add to the record">{(control) => <Textarea rows={2} {...control} />}</Field>
      <FormError />
      <div className="flex justify-end"><SubmitButton variant="outline" size="md">Add note</SubmitButton></div>
    </Form>
  );
}
