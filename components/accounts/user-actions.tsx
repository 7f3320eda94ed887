"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import type { z } from "zod";
import { IssuedLink } from "@/components/accounts/issued-link";
import { ConfirmDialog } from "@/components/kit/confirm-dialog";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { useTRPC } from "@/lib/trpc";
import type { issuedLinkSchema } from "#contract/accounts";

export interface UserActionsProps {
  user: { id: string; name: string; isActive: boolean; hasSecondFactor: boolean };
  zone: string;
}

function ResetPassword({ user, zone }: UserActionsProps) {
  const trpc = useTRPC();
  const create = useMutation(trpc.accounts.createResetLink.mutationOptions());
  const [link, setLink] = useState<z.output<typeof issuedLinkSchema> | null>(null);
  const issue = async () => setLink(await create.mutateAsync({ id: user.id }));
  return (
    <>
      <ConfirmDialog trigger={<Button>Reset password</Button>} title={`Make a password link for ${user.name}?`} confirmLabel="Make the link" onConfirm={issue}>
        With it they choose a new password. The old one works until then; afterwards they are signed out everywhere.
      </ConfirmDialog>
      <Dialog open={link !== null} onOpenChange={() => setLink(null)}>
        <DialogContent>
          <DialogHeader>
            <DialogTitle>The password link is ready</DialogTitle>
            <DialogDescription>Hand it to {user.name}; whoever opens it can set the password.</DialogDescription>
          </DialogHeader>
          {link === null ? null : <IssuedLink {...link} zone={zone} label="Password link" />}
        </DialogContent>
      </Dialog>
    </>
  );
}

export function UserActions({ user, zone }: UserActionsProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const deactivate = useMutation(trpc.accounts.deactivateUser.mutationOptions());
  const reactivate = useMutation(trpc.accounts.reactivateUser.mutationOptions());
  const removeFactor = useMutation(trpc.accounts.removeSecondFactor.mutationOptions());
  const confirmed = (change: typeof deactivate, done: string) => async () => {
    await change.mutateAsync({ id: user.id });
    toast.success(done);
    router.refresh();
  };
  if (!user.isActive) {
    return (
      <ConfirmDialog trigger={<Button variant="primary">Reactivate</Button>} title={`Let ${user.name} sign in again?`} confirmLabel="Reactivate" onConfirm={confirmed(reactivate, `${user.name} may sign in again.`)}>
        The account comes back with its roles and its unexpired tokens.
      </ConfirmDialog>
    );
  }
  return (
    <>
      <ResetPassword user={user} zone={zone} />
      {user.hasSecondFactor ? (
        <ConfirmDialog trigger={<Button>Remove second factor</Button>} title={`Remove the second factor of ${user.name}?`} confirmLabel="Remove" isDestructive onConfirm={confirmed(removeFactor, "The second factor is removed.")}>
          The password alone is enough until they set up a new one.
        </ConfirmDialog>
      ) : null}
      <ConfirmDialog trigger={<Button>Deactivate</Button>} title={`Deactivate ${user.name}?`} confirmLabel="Deactivate" isDestructive onConfirm={confirmed(deactivate, `${user.name} is signed out and cannot sign in.`)}>
        All sessions end and all tokens stop working at once. What they did stays.
      </ConfirmDialog>
    </>
  );
}
