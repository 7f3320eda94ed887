"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { ConfirmDialog } from "@/components/kit/confirm-dialog";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";

type Kind = "session" | "token" | "invitation";

export interface RevokeButtonProps {
  kind: Kind;
  id: string;
  /** What the dialog names: the device, the token, the address. */
  name: string;
}

const words: Record<Kind, { title: (name: string) => string; consequence: string; confirm: string; done: string }> = {
  session: { title: (name) => `End the session of ${name}?`, consequence: "Whoever uses it is signed out with the next request.", confirm: "End session", done: "The session has ended." },
  token: { title: (name) => `Revoke the token “${name}”?`, consequence: "Whatever uses it is refused from now on. This cannot be undone.", confirm: "Revoke token", done: "The token is revoked." },
  invitation: { title: (name) => `Withdraw the invitation of ${name}?`, consequence: "The link stops working.", confirm: "Withdraw", done: "The invitation is withdrawn." },
};

function useRevoke(kind: Kind) {
  const trpc = useTRPC();
  const session = useMutation(trpc.accounts.revokeSession.mutationOptions());
  const token = useMutation(trpc.accounts.revokeToken.mutationOptions());
  const invitation = useMutation(trpc.accounts.revokeInvitation.mutationOptions());
  return { session, token, invitation }[kind];
}

export function RevokeButton({ kind, id, name }: RevokeButtonProps) {
  const router = useRouter();
  const revoke = useRevoke(kind);
  const { title, consequence, confirm, done } = words[kind];
  const confirmed = async () => {
    await revoke.mutateAsync({ id });
    toast.success(done);
    router.refresh();
  };
  return (
    <ConfirmDialog trigger={<Button variant="ghost" size="sm" aria-label={`${confirm}: ${name}`}>{kind === "session" ? "End" : kind === "token" ? "Revoke" : "Withdraw"}</Button>} title={title(name)} confirmLabel={confirm} isDestructive onConfirm={confirmed}>
      {consequence}
    </ConfirmDialog>
  );
}
