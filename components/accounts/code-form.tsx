"use client";

import { z } from "zod";
import { signIn } from "@/components/accounts/auth-client";
import { signInFaultText } from "@/components/accounts/sign-in-faults";
import { Field, Form, FormError, SubmitButton, useZodForm } from "@/components/kit/form";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

const schema = z.object({ code: z.string().trim().min(6, "Enter the six digits, or a recovery code.") });
type Values = z.output<typeof schema>;

export interface CodeFormProps {
  credentials: { email: string; password: string };
  onDone: () => void;
  onBack: () => void;
}

/** The second step for people with an authenticator. */
export function CodeForm({ credentials, onDone, onBack }: CodeFormProps) {
  const form = useZodForm<Values, Values>(schema, { code: "" });
  const submit = async ({ code }: Values) => {
    const result = await signIn({ ...credentials, code });
    if (result.ok) return onDone();
    form.resetField("code");
    form.setFocus("code");
    throw new Error(signInFaultText[result.fault]);
  };
  return (
    <Form form={form} onSubmit={submit}>
      <Field name="code" label="Authenticator code" hint="Lost your phone? Enter one of your recovery codes instead.">
        {(control) => <Input {...control} size="lg" autoComplete="one-time-code" autoFocus spellCheck={false} autoCapitalize="none" className="font-mono tracking-widest" />}
      </Field>
      <FormError />
      <SubmitButton>Verify</SubmitButton>
      <Button variant="ghost" onClick={onBack}>
        Back
      </Button>
    </Form>
  );
}
