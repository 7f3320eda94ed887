"use client";

import { useMutation } from "@tanstack/react-query";
import { enterWith } from "@/components/accounts/enter-with";
import { PasswordInput } from "@/components/accounts/password-input";
import { Field, Form, FormError, SubmitButton, useZodForm } from "@/components/kit/form";
import { useTRPC } from "@/lib/trpc";
import { passwordFaults } from "#core/accounts";
import { changePasswordInput } from "#contract/accounts";

interface Values {
  current: string;
  next: string;
}

export interface PasswordFormProps {
  email: string;
  name: string;
}

/** Every session ends with a new password; this browser signs in anew with it. */
export function PasswordForm({ email, name }: PasswordFormProps) {
  const trpc = useTRPC();
  const change = useMutation(trpc.accounts.changePassword.mutationOptions());
  const schema = changePasswordInput.superRefine((values, context) => {
    for (const message of passwordFaults(values.next, { email, name })) context.addIssue({ code: "custom", path: ["next"], message });
  });
  const form = useZodForm<Values, Values>(schema, { current: "", next: "" });
  const submit = async (values: Values) => {
    await change.mutateAsync(values);
    await enterWith({ email, password: values.next }, "/profile");
  };
  return (
    <Form form={form} onSubmit={submit}>
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <Field name="current" label="Current password">
        {(control) => <PasswordInput {...control} autoComplete="current-password" />}
      </Field>
      <Field name="next" label="New password" hint="At least 12 characters. All your sessions end with it.">
        {(control) => <PasswordInput {...control} autoComplete="new-password" />}
      </Field>
      <FormError />
      <div>
        <SubmitButton size="md">Change password</SubmitButton>
      </div>
    </Form>
  );
}
