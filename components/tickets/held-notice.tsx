"use client";

import { useMutation } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { toast } from "sonner";
import { heldMs } from "@/components/tickets/desk-words";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc";
import type { TicketMessage } from "#contract/tickets";

/** Sent to the window when an answer was taken back, with its text: the composer takes it up again. */
export const takenBackEvent = "quarterdeck:taken-back";

/** An answer that has not gone out: how long it can be taken back, and the way to do it. */
export function HeldNotice({ number, message }: { number: string; message: Pick<TicketMessage, "id" | "sendAt" | "isMine"> }) {
  const router = useRouter();
  const trpc = useTRPC();
  const [left, setLeft] = useState<number | null>(null);
  const undo = useMutation(trpc.tickets.takeBack.mutationOptions({
    onSuccess: ({ body }) => {
      window.dispatchEvent(new CustomEvent(takenBackEvent, { detail: body }));
      router.refresh();
    },
    onError: ({ message: text }) => toast.error(text),
  }));
  const { sendAt } = message;
  useEffect(() => {
    const tick = () => setLeft(Math.ceil((heldMs({ sendAt }, Date.now()) ?? 0) / 1000));
    const first = setTimeout(tick, 0);
    const timer = setInterval(tick, 500);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [sendAt]);
  return (
    <p className="flex items-center gap-2 text-xs text-fg-3">
      <span>{left === null || left > 0 ? `Goes out in ${left ?? "a few"} s` : "On its way"}</span>
      {message.isMine && left !== 0 ? <Button size="sm" disabled={undo.isPending} onClick={() => undo.mutate({ number, messageId: message.id })}><Undo2 aria-hidden />Undo</Button> : null}
    </p>
  );
}
