"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { presenceEvent } from "@/hooks/use-live-refresh";
import { useTRPC } from "@/lib/trpc";

interface Other {
  name: string;
  doing: "reading" | "answering";
}

const againMs = 12_000;

/** Says to the others that one is here, and who of them is; before two people answer the same question. */
export function PresenceNotice({ number, isAnswering }: { number: string; isAnswering: boolean }) {
  const trpc = useTRPC();
  const [others, setOthers] = useState<readonly Other[]>([]);
  const { mutate } = useMutation(trpc.tickets.presence.mutationOptions({ onSuccess: (told) => setOthers(told.others) }));
  useEffect(() => {
    const tell = () => (document.hidden ? undefined : mutate({ number, doing: isAnswering ? "answering" : "reading" }));
    const hear = (event: Event) => (event instanceof CustomEvent && event.detail === number ? tell() : undefined);
    tell();
    const timer = setInterval(tell, againMs);
    window.addEventListener(presenceEvent, hear);
    return () => {
      clearInterval(timer);
      window.removeEventListener(presenceEvent, hear);
    };
  }, [number, isAnswering, mutate]);
  useEffect(() => () => mutate({ number, doing: "gone" }), [number, mutate]);
  return (
    <ul role="status" aria-label="Others on this ticket" className="grid gap-1 empty:hidden">
      {others.map(({ name, doing }) => (
        <li key={name} className={`flex items-center gap-2 text-xs ${doing === "answering" ? "font-medium text-warn-text" : "text-fg-3"}`}><Avatar name={name} />{name} is {doing === "answering" ? "answering" : "reading this ticket"}</li>
      ))}
    </ul>
  );
}
