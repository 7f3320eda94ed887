"use client";

import { useMutation } from "@tanstack/react-query";
import { ConfirmDialog } from "@/components/kit/confirm-dialog";
import { Button } from "@/components/ui/button";
import { useAct } from "@/hooks/use-act";
import { useTRPC } from "@/lib/trpc";

/** Stops a repetition. */
export function EndSeries({ number }: { number: number }) {
  const trpc = useTRPC();
  const act = useAct();
  const end = useMutation(trpc.maintenance.endSeries.mutationOptions());
  return (
    <ConfirmDialog trigger={<Button size="sm" variant="ghost">End series</Button>} title="End this series?" confirmLabel="End series" isDestructive onConfirm={() => act(() => end.mutateAsync({ number }), "The series has ended.")}>
      Every occurrence that has not begun is cancelled, this one too, and whoever was told of one is told so. What has been stays on record.
    </ConfirmDialog>
  );
}
