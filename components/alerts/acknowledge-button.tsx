"use client";

import { useMutation } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";

export interface AcknowledgeButtonProps {
  number: number;
  /** Other open alerts of the group: they are acknowledged together. */
  others: number;
}

/** The largest control of the page: it is pressed at night, on a phone. */
export function AcknowledgeButton({ number, others }: AcknowledgeButtonProps) {
  const router = useRouter();
  const trpc = useTRPC();
  const acknowledge = useMutation(
    trpc.alerts.acknowledge.mutationOptions({
      onSuccess: ({ acknowledged }) => {
        toast.success(acknowledged === 1 ? "Acknowledged. Nobody else is told." : `Acknowledged with ${acknowledged - 1} more. Nobody else is told.`);
        router.refresh();
      },
      onError: (error) => toast.error(error.message),
    }),
  );
  return (
    <Button variant="primary" size="lg" className="h-14 w-full text-lg font-semibold md:w-auto md:px-8" disabled={acknowledge.isPending || acknowledge.isSuccess} onClick={() => acknowledge.mutate({ number, note: "" })}>
      <Check aria-hidden className="size-5" />
      {others === 0 ? "Acknowledge" : `Acknowledge all ${others + 1}`}
    </Button>
  );
}
