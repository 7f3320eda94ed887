"use client";

import { useState } from "react";
import { z } from "zod";
import { CodeForm } from "@/components/accounts/code-form";
import { PasswordInput } from "@/components/accounts/password-input";
import { signIn, signInElsewhere } from "@/components/accounts/auth-client";
import { signInFaultText } from "@/components/accounts/sign-in-faults";
import { Banner } from "@/components/kit/banner";
import { Field, Form, FormError, SubmitButton, useZodForm } from "@/components/kit/form";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

const schema = z.object({ email: z.string().trim().min(1, "Enter your e-mail address."), password: z.string().min(1, "Enter your password.") });
type Values = z.output<typeof schema>;

export interface SignInFormProps {
  returnPath: string;
  /** The name of the single sign-on; null when there is none. */
  singleSignOn: string | null;
  /** What went wrong before this page was shown. */
  notice: string | null;
}

/** A full page load after signing in: nothing rendered for nobody may stay in the browser's memory. */
const enter = (path: string): void => window.location.assign(path);

function SingleSignOn({ name, returnPath }: { name: string; returnPath: string }) {
  const [failure, setFailure] = useState<string | null>(null);
  const go = () => void signInElsewhere(returnPath).catch(() => setFailure(signInFaultText.oidc_failed));
  return (
    <div className="mt-4 grid gap-3 border-t border-line pt-4">
      {failure === null ? null : <Banner tone="critical" isLive>{failure}</Banner>}
      <Button size="lg" onClick={go}>
        Continue with {name}
      </Button>
    </div>
  );
}

export function SignInForm({ returnPath, singleSignOn, notice }: SignInFormProps) {
  const form = useZodForm<Values, Values>(schema, { email: "", password: "" });
  const [pending, setPending] = useState<Values | null>(null);
  const submit = async (values: Values) => {
    const result = await signIn({ ...values, code: "" });
    if (result.ok) return enter(returnPath);
    if (result.fault === "code_required") return setPending(values);
    form.resetField("password");
    form.setFocus("password");
    throw new Error(signInFaultText[result.fault]);
  };
  if (pending !== null) return <CodeForm credentials={pending} onDone={() => enter(returnPath)} onBack={() => setPending(null)} />;
  return (
    <>
      {notice === null ? null : <Banner tone="warn" className="mb-4">{notice}</Banner>}
      <Form form={form} onSubmit={submit}>
        <Field name="email" label="E-mail">
          {(control) => <Input {...control} size="lg" type="email" autoComplete="username" inputMode="email" autoFocus spellCheck={false} />}
        </Field>
        <Field name="password" label="Password">
          {(control) => <PasswordInput {...control} size="lg" autoComplete="current-password" />}
        </Field>
        <FormError />
        <SubmitButton>Sign in</SubmitButton>
      </Form>
      {singleSignOn === null ? null : <SingleSignOn name={singleSignOn} returnPath={returnPath} />}
    </>
  );
}
