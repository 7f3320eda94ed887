"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { CopyButton } from "@/components/kit/copy-button";
import { Field, Form, FormError, SubmitButton, useZodForm } from "@/components/kit/form";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { useTRPC } from "@/lib/trpc";
import { totpCodeInput } from "#contract/accounts";

interface Values {
  code: string;
}

export interface TotpSetupProps {
  setup: { secret: string; qr: string };
  onClose: () => void;
}

function RecoveryCodes({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const router = useRouter();
  const close = () => {
    onClose();
    router.refresh();
  };
  return (
    <div className="grid gap-3 text-sm">
      <p className="text-fg-2">The second factor is on. Keep these codes: each signs you in once if you lose your phone. They are not shown again.</p>
      <ul className="grid grid-cols-2 gap-1 rounded-md border border-line bg-muted p-3 font-mono text-xs">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex gap-2">
        <CopyButton text={codes.join("\n")} label="recovery codes" hasText />
        <Button variant="primary" onClick={close}>
          I have kept them
        </Button>
      </div>
    </div>
  );
}

/** Scan, confirm with a first code, keep the recovery codes. */
export function TotpSetup({ setup, onClose }: TotpSetupProps) {
  const trpc = useTRPC();
  const confirm = useMutation(trpc.accounts.confirmTotp.mutationOptions());
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const form = useZodForm<Values, Values>(totpCodeInput, { code: "" });
  const submit = async (values: Values) => setCodes((await confirm.mutateAsync(values)).recoveryCodes);
  if (codes !== null) return <RecoveryCodes codes={codes} onClose={onClose} />;
  return (
    <Form form={form} onSubmit={submit}>
      <p className="text-sm text-fg-2">Scan this with your authenticator app, or type the key.</p>
      <img src={setup.qr} alt="QR code of the key below" width={176} height={176} className="rounded-md border border-line" />
      <div className="flex items-center gap-1">
        <code className="min-w-0 font-mono text-xs wrap-anywhere">{setup.secret}</code>
        <CopyButton text={setup.secret} label="key" />
      </div>
      <Field name="code" label="First code">
        {(control) => <Input {...control} inputMode="numeric" autoComplete="one-time-code" autoFocus maxLength={6} className="w-32 font-mono tracking-widest" />}
      </Field>
      <FormError />
      <div className="flex gap-2">
        <SubmitButton size="md">Turn on</SubmitButton>
        <Button variant="ghost" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </Form>
  );
}
