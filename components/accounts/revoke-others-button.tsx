"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { ConfirmDialog } from "@/components/kit/confirm-dialog";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";

export function RevokeOthersButton() {
  const trpc = useTRPC();
  const router = useRouter();
  const revoke = useMutation(trpc.accounts.revokeOtherSessions.mutationOptions());
  const confirmed = async () => {
    const { revoked } = await revoke.mutateAsync({});
    toast.success(revoked === 1 ? "One other session has ended." : `${revoked} other sessions have ended.`);
    router.refresh();
  };
  return (
    <ConfirmDialog trigger={<Button>End all others</Button>} title="End all your other sessions?" confirmLabel="End the others" isDestructive onConfirm={confirmed}>
      Every other browser is signed out with its next request. This one stays.
    </ConfirmDialog>
  );
}
