"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { z } from "zod";
import { PasswordInput } from "@/components/accounts/password-input";
import { TotpSetup } from "@/components/accounts/totp-setup";
import { Banner } from "@/components/kit/banner";
import { Field, Form, FormError, SubmitButton, useZodForm } from "@/components/kit/form";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";

const schema = z.object({ password: z.string().min(1, "Enter your password.") });
interface Values {
  password: string;
}

export interface SecondFactorProps {
  isOn: boolean;
  hasPassword: boolean;
}

function TurnOff() {
  const trpc = useTRPC();
  const router = useRouter();
  const disable = useMutation(trpc.accounts.disableTotp.mutationOptions());
  const form = useZodForm<Values, Values>(schema, { password: "" });
  const submit = async (values: Values) => {
    await disable.mutateAsync(values);
    toast.success("The second factor is off.");
    router.refresh();
  };
  return (
    <Form form={form} onSubmit={submit}>
      <p className="text-sm text-fg-2">Signing in asks for a code of your authenticator app.</p>
      <Field name="password" label="Password" hint="To turn the second factor off.">
        {(control) => <PasswordInput {...control} autoComplete="current-password" />}
      </Field>
      <FormError />
      <div>
        <SubmitButton size="md" variant="outline">Turn off</SubmitButton>
      </div>
    </Form>
  );
}

function Offer({ onBegin, error, isPending }: { onBegin: () => void; error: string | null; isPending: boolean }) {
  return (
    <div className="grid gap-4">
      <p className="text-sm text-fg-2">With an authenticator app, a stolen password alone opens nothing.</p>
      {error === null ? null : <Banner tone="critical" isLive>{error}</Banner>}
      <div>
        <Button variant="primary" disabled={isPending} onClick={onBegin}>
          Set up
        </Button>
      </div>
    </div>
  );
}

export function SecondFactor({ isOn, hasPassword }: SecondFactorProps) {
  const trpc = useTRPC();
  const begin = useMutation(trpc.accounts.beginTotp.mutationOptions());
  const [setup, setSetup] = useState<{ secret: string; qr: string } | null>(null);
  if (setup !== null) return <TotpSetup setup={setup} onClose={() => setSetup(null)} />;
  if (isOn) return <TurnOff />;
  if (!hasPassword) return <p className="text-sm text-fg-3">Your single sign-on asks for it where it is wanted.</p>;
  return <Offer error={begin.error?.message ?? null} isPending={begin.isPending} onBegin={() => begin.mutate({}, { onSuccess: setSetup })} />;
}
