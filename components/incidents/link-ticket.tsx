"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { Field, Form, FormError, SubmitButton, useZodForm } from "@/components/kit/form";
import { Input } from "@/components/ui/input";
import { useTRPC } from "@/lib/trpc";

const schema = z.object({ ticket: z.string().trim().min(1, "Name a ticket.").max(40) });

export function LinkTicket({ number }: { number: number }) {
  const router = useRouter();
  const trpc = useTRPC();
  const link = useMutation(trpc.incidents.linkTicket.mutationOptions());
  const form = useZodForm(schema, { ticket: "" });
  const submit = async ({ ticket }: z.output<typeof schema>) => {
    await link.mutateAsync({ number, ticket });
    form.reset({ ticket: "" });
    router.refresh();
  };
  return (
    <Form form={form} onSubmit={submit} className="gap-2">
      <div className="flex items-end gap-2">
        <Field name="ticket" label="Link a ticket by number" className="flex-1">{(control) => <Input {...control} />}</Field>
        <SubmitButton variant="outline" size="md">Link</SubmitButton>
      </div>
      <FormError />
    </Form>
  );
}
