"use client";

import { useMutation } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { z } from "zod";
import { IssuedLink } from "@/components/accounts/issued-link";
import { RolesField, type Access } from "@/components/accounts/roles-field";
import { Field, Form, FormError, SubmitButton, useZodForm } from "@/components/kit/form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogDescription, DialogFooter, DialogHeader, DialogTitle, DialogTrigger } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { useTRPC } from "@/lib/trpc";
import { rolesFault } from "#core/accounts";
import { inviteUserInput, type issuedLinkSchema } from "#contract/accounts";

const schema = z.object({ email: inviteUserInput.shape.email });
type Link = z.output<typeof issuedLinkSchema>;
interface Values {
  email: string;
}

export interface InviteDialogProps {
  customers: readonly { id: string; name: string }[];
  zone: string;
}

function InviteForm({ customers, onIssued }: Pick<InviteDialogProps, "customers"> & { onIssued: (link: Link) => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const invite = useMutation(trpc.accounts.inviteUser.mutationOptions());
  const form = useZodForm<Values, Values>(schema, { email: "" });
  const [access, setAccess] = useState<Access>({ roles: [], customerId: null });
  const fault = rolesFault(access.roles, access.customerId);
  const submit = async ({ email }: Values) => {
    if (fault !== null) return;
    onIssued(await invite.mutateAsync({ email, ...access }));
    router.refresh();
  };
  return (
    <Form form={form} onSubmit={submit}>
      <Field name="email" label="E-mail">
        {(control) => <Input {...control} type="email" autoComplete="off" spellCheck={false} />}
      </Field>
      <RolesField value={access} onChange={setAccess} customers={customers} error={form.formState.isSubmitted ? fault : null} />
      <FormError />
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="ghost">Cancel</Button>
        </DialogClose>
        <SubmitButton size="md">Make the invitation</SubmitButton>
      </DialogFooter>
    </Form>
  );
}

export function InviteDialog({ customers, zone }: InviteDialogProps) {
  const [isOpen, setOpen] = useState(false);
  const [link, setLink] = useState<Link | null>(null);
  const toggle = (next: boolean) => {
    setOpen(next);
    if (next) setLink(null);
  };
  return (
    <Dialog open={isOpen} onOpenChange={toggle}>
      <DialogTrigger asChild>
        <Button variant="primary">
          <UserPlus aria-hidden />
          Invite
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{link === null ? "Invite a person" : "The invitation is ready"}</DialogTitle>
          <DialogDescription>{link === null ? "They choose their own name and password." : "Hand this link over; whoever opens it first gets the account."}</DialogDescription>
        </DialogHeader>
        {link === null ? (
          <InviteForm customers={customers} onIssued={setLink} />
        ) : (
          <>
            <IssuedLink {...link} zone={zone} label="Invitation link" />
            <DialogFooter>
              <DialogClose asChild>
                <Button variant="primary">Done</Button>
              </DialogClose>
            </DialogFooter>
          </>
        )}
      </DialogContent>
    </Dialog>
  );
}
