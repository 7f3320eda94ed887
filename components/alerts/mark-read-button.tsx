"use client";

import { useMutation } from "@tanstack/react-query";
import { useAct } from "@/hooks/use-act";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";

export function MarkReadButton() {
  const trpc = useTRPC();
  const act = useAct();
  const mark = useMutation(trpc.alerts.markRead.mutationOptions());
  return <Button disabled={mark.isPending} onClick={() => void act(() => mark.mutateAsync({}), "All read.")}>Mark all as read</Button>;
}
