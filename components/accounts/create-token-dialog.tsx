"use client";

import { useMutation } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { z } from "zod";
import { PermissionsField } from "@/components/accounts/permissions-field";
import { CopyButton } from "@/components/kit/copy-button";
import { ControlledField, Field, Form, FormError, SubmitButton, useZodForm } from "@/components/kit/form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogDescription, DialogFooter, DialogHeader, DialogTitle, DialogTrigger } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { useTRPC } from "@/lib/trpc";
import { createTokenInput } from "#contract/accounts";

const schema = z.object({ name: createTokenInput.shape.name, days: z.string() });
interface Values {
  name: string;
  days: string;
}

const lifetimes = [{ days: "7", label: "7 days" }, { days: "30", label: "30 days" }, { days: "90", label: "90 days" }, { days: "365", label: "A year" }, { days: "never", label: "Until it is revoked" }];

export interface CreateTokenDialogProps {
  /** What the person holds: a token gets a part of it. */
  permissions: readonly string[];
}

function TokenForm({ permissions, onCreated }: CreateTokenDialogProps & { onCreated: (token: string) => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const create = useMutation(trpc.accounts.createToken.mutationOptions());
  const form = useZodForm<Values, Values>(schema, { name: "", days: "90" });
  const [chosen, setChosen] = useState<string[]>([]);
  const submit = async ({ name, days }: Values) => {
    if (chosen.length === 0) throw new Error("Choose at least one permission.");
    const { token } = await create.mutateAsync({ name, permissions: chosen, expiresInDays: days === "never" ? null : Number(days) });
    onCreated(token);
    router.refresh();
  };
  return (
    <Form form={form} onSubmit={submit}>
      <Field name="name" label="Name" hint="The program that will use it.">
        {(control) => <Input {...control} autoComplete="off" />}
      </Field>
      <ControlledField name="days" label="Works for">
        {({ value, onChange, onBlur, ...control }) => (
          <Select value={String(value)} onValueChange={onChange}>
            <SelectTrigger {...control} onBlur={onBlur}>
              <SelectValue />
            </SelectTrigger>
            <SelectContent>
              {lifetimes.map(({ days, label }) => (
                <SelectItem key={days} value={days}>
                  {label}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        )}
      </ControlledField>
      <PermissionsField available={permissions} value={chosen} onChange={setChosen} />
      <FormError />
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="ghost">Cancel</Button>
        </DialogClose>
        <SubmitButton size="md">Make the token</SubmitButton>
      </DialogFooter>
    </Form>
  );
}

function NewToken({ token }: { token: string }) {
  return (
    <>
      <div className="flex items-center gap-2">
        <Input readOnly aria-label="Token" value={token} className="font-mono text-xs" onFocus={(event) => event.currentTarget.select()} />
        <CopyButton text={token} label="token" hasText />
      </div>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="primary">Done</Button>
        </DialogClose>
      </DialogFooter>
    </>
  );
}

export function CreateTokenDialog({ permissions }: CreateTokenDialogProps) {
  const [isOpen, setOpen] = useState(false);
  const [token, setToken] = useState<string | null>(null);
  const toggle = (next: boolean) => {
    setOpen(next);
    setToken(null);
  };
  return (
    <Dialog open={isOpen} onOpenChange={toggle}>
      <DialogTrigger asChild>
        <Button variant="primary">
          <KeyRound aria-hidden />
          New token
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{token === null ? "Make an API token" : "The token is ready"}</DialogTitle>
          <DialogDescription>{token === null ? "It acts as you, within what you choose here." : "Copy it now: it is not kept in readable form and not shown again."}</DialogDescription>
        </DialogHeader>
        {token === null ? <TokenForm permissions={permissions} onCreated={setToken} /> : <NewToken token={token} />}
      </DialogContent>
    </Dialog>
  );
}
