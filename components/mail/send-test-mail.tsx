"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";

const words = {
  sent: "Handed to the mail server.",
  kept: "Kept here: SMTP_URL is not set.",
  failed: "The mail server did not take it; the reason stands in the list.",
} as const;

export function SendTestMail() {
  const trpc = useTRPC();
  const router = useRouter();
  const send = useMutation(
    trpc.platform.sendTestMail.mutationOptions({
      onSuccess: ({ outcome }) => {
        toast(words[outcome]);
        router.refresh();
      },
      onError: (error) => toast.error(error.message),
    }),
  );
  return (
    <Button onClick={() => send.mutate({})} disabled={send.isPending}>
      Send a test message to me
    </Button>
  );
}
