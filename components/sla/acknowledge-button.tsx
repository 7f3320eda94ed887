"use client";

import { useMutation } from "@tanstack/react-query";
import { toast } from "sonner";
import { useAct } from "@/hooks/use-act";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";

/** Says that an escalation has reached the reader. */
export function AcknowledgeButton({ id, ticket }: { id: string; ticket: string }) {
  const trpc = useTRPC();
  const act = useAct();
  const acknowledge = useMutation(trpc.sla.acknowledgeStep.mutationOptions());
  const press = () => act(() => acknowledge.mutateAsync({ id }), "Taken up.").catch((cause: unknown) => toast.error(cause instanceof Error ? cause.message : "That did not work. Try again."));
  return <Button size="sm" disabled={acknowledge.isPending} aria-label={`Take up the escalation of ${ticket}`} onClick={() => void press()}>Take up</Button>;
}
