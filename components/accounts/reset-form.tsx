"use client";

import { useMutation } from "@tanstack/react-query";
import { enterWith } from "@/components/accounts/enter-with";
import { PasswordInput } from "@/components/accounts/password-input";
import { Field, Form, FormError, SubmitButton, useZodForm } from "@/components/kit/form";
import { useTRPC } from "@/lib/trpc";
import { completeResetInput } from "#contract/accounts";

const schema = completeResetInput.pick({ password: true });
interface Values {
  password: string;
}

export function ResetForm({ token, email }: { token: string; email: string }) {
  const trpc = useTRPC();
  const reset = useMutation(trpc.accounts.completeReset.mutationOptions());
  const form = useZodForm<Values, Values>(schema, { password: "" });
  const submit = async ({ password }: Values) => {
    await reset.mutateAsync({ token, password });
    await enterWith({ email, password });
  };
  return (
    <Form form={form} onSubmit={submit}>
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <Field name="password" label="New password" hint="At least 12 characters. A few unrelated words do well.">
        {(control) => <PasswordInput {...control} size="lg" autoComplete="new-password" autoFocus />}
      </Field>
      <FormError />
      <SubmitButton>Set the password</SubmitButton>
    </Form>
  );
}
