"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";

/** Ties an alert to the incident, which then counts as its acknowledgement. */
export function LinkAlert({ number, alert }: { number: number; alert: number }) {
  const router = useRouter();
  const trpc = useTRPC();
  const link = useMutation(trpc.incidents.linkAlert.mutationOptions({ onSuccess: () => router.refresh(), onError: ({ message }) => void toast.error(message) }));
  return <Button size="sm" disabled={link.isPending} aria-label={`Link alert ${alert}`} onClick={() => link.mutate({ number, alert })}>Link</Button>;
}
