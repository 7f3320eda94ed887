"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/lib/format";
import { useTRPC } from "@/lib/trpc";

export function RetryDeliveries() {
  const trpc = useTRPC();
  const router = useRouter();
  const retry = useMutation(
    trpc.platform.retryDeliveries.mutationOptions({
      onSuccess: ({ events }) => {
        toast(`${formatCount(events, "event")} will be delivered at once.`);
        router.refresh();
      },
      onError: (error) => toast.error(error.message),
    }),
  );
  return (
    <Button onClick={() => retry.mutate({})} disabled={retry.isPending}>
      Try again now
    </Button>
  );
}
