"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Field, Form, FormError, SubmitButton, useZodForm } from "@/components/kit/form";
import { Input } from "@/components/ui/input";
import { useTRPC } from "@/lib/trpc";
import { requestResetInput } from "#contract/accounts";

interface Values {
  email: string;
}

export function ForgotForm() {
  const trpc = useTRPC();
  const request = useMutation(trpc.accounts.requestReset.mutationOptions());
  const form = useZodForm<Values, Values>(requestResetInput, { email: "" });
  const [sentTo, setSentTo] = useState<string | null>(null);
  const submit = async ({ email }: Values) => {
    await request.mutateAsync({ email });
    setSentTo(email);
  };
  if (sentTo !== null) {
    return (
      <p role="status" className="text-sm leading-5 text-fg-2">
        If <span className="font-medium text-fg wrap-anywhere">{sentTo}</span> belongs to an account, a link is on its way. It works once, for a day. Nothing came? Look into the spam folder, or ask an administrator.
      </p>
    );
  }
  return (
    <Form form={form} onSubmit={submit}>
      <Field name="email" label="E-mail">
        {(control) => <Input {...control} size="lg" type="email" autoComplete="username" inputMode="email" autoFocus spellCheck={false} />}
      </Field>
      <FormError />
      <SubmitButton>Send me a link</SubmitButton>
    </Form>
  );
}
