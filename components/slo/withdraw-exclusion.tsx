"use client";

import { useMutation } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { ConfirmDialog } from "@/components/kit/confirm-dialog";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";

export function WithdrawExclusion({ slug, exclusion }: { slug: string; exclusion: { id: string; reason: string } }) {
  const router = useRouter();
  const trpc = useTRPC();
  const remove = useMutation(trpc.slo.removeExclusion.mutationOptions());
  return (
    <ConfirmDialog
      trigger={
        <Button variant="ghost" size="sm" icon aria-label={`Withdraw ${exclusion.reason}`}>
          <Trash2 aria-hidden />
        </Button>
      }
      title={`Withdraw “${exclusion.reason}”?`}
      confirmLabel="Withdraw exclusion"
      isDestructive
      onConfirm={async () => {
        await remove.mutateAsync({ slug, id: exclusion.id });
        toast.success("The exclusion was withdrawn.");
        router.refresh();
      }}
    >
      Its time counts again, good and bad. The audit keeps that it was there.
    </ConfirmDialog>
  );
}
