"use client";

import { useMutation } from "@tanstack/react-query";
import { z } from "zod";
import { enterWith } from "@/components/accounts/enter-with";
import { PasswordInput } from "@/components/accounts/password-input";
import { Field, Form, FormError, SubmitButton, useZodForm } from "@/components/kit/form";
import { Input } from "@/components/ui/input";
import { useTRPC } from "@/lib/trpc";
import { passwordFaults } from "#core/accounts";
import { acceptInvitationInput, completeSetupInput } from "#contract/accounts";

const schema = z
  .object({ name: completeSetupInput.shape.name, email: completeSetupInput.shape.email, password: acceptInvitationInput.shape.password })
  .superRefine((values, context) => {
    for (const message of passwordFaults(values.password, values)) context.addIssue({ code: "custom", path: ["password"], message });
  });
type Draft = z.input<typeof schema>;
type Values = z.output<typeof schema>;

export interface AccountFormProps {
  token: string;
  purpose: "setup" | "invite";
  /** The address that the invitation is for; null when the person chooses it. */
  email: string | null;
}

/** Makes the account behind a set-up link or an invitation, and signs its owner in. */
export function AccountForm({ token, purpose, email }: AccountFormProps) {
  const trpc = useTRPC();
  const setUp = useMutation(trpc.accounts.completeSetup.mutationOptions());
  const accept = useMutation(trpc.accounts.acceptInvitation.mutationOptions());
  const form = useZodForm<Draft, Values>(schema, { name: "", email: email ?? "", password: "" });
  const submit = async (values: Values) => {
    const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    const account = purpose === "setup" ? await setUp.mutateAsync({ ...values, token, zone }) : await accept.mutateAsync({ token, zone, name: values.name, password: values.password });
    await enterWith({ email: account.email, password: values.password });
  };
  return (
    <Form form={form} onSubmit={submit}>
      <Field name="name" label="Your name">
        {(control) => <Input {...control} size="lg" autoComplete="name" autoFocus />}
      </Field>
      <Field name="email" label="E-mail">
        {(control) => <Input {...control} size="lg" type="email" autoComplete="username" readOnly={email !== null} spellCheck={false} />}
      </Field>
      <Field name="password" label="Password" hint="At least 12 characters. A few unrelated words do well.">
        {(control) => <PasswordInput {...control} size="lg" autoComplete="new-password" />}
      </Field>
      <FormError />
      <SubmitButton>Create the account</SubmitButton>
    </Form>
  );
}
