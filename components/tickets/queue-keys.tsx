"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useRef, type ReactNode } from "react";
import { toast } from "sonner";
import { useHotkeys } from "@/hooks/use-hotkeys";
import { useTRPC } from "@/lib/trpc";

/** Where j and k go: from the focused row, or from the open ticket. */
function moveBy(root: HTMLElement | null, step: number): HTMLElement | null {
  const links = [...(root?.querySelectorAll<HTMLElement>("[data-queue-link]") ?? [])];
  const focused = links.findIndex((link) => link === document.activeElement);
  const at = focused === -1 ? links.findIndex((link) => link.getAttribute("aria-current") === "page") : focused;
  return links[at === -1 ? 0 : Math.min(links.length - 1, Math.max(0, at + step))] ?? null;
}

/** Keys of the queue: j and k move, x ticks, n takes the most urgent ticket that nobody works on. */
export function QueueKeys({ children }: { children: ReactNode }) {
  const root = useRef<HTMLDivElement>(null);
  const router = useRouter();
  const trpc = useTRPC();
  const take = useMutation(trpc.tickets.takeNext.mutationOptions({
    onSuccess: ({ number }) => (number === null ? toast("Nothing waits unassigned.") : router.push(`/tickets/${encodeURIComponent(number)}?queue=mine`)),
    onError: ({ message }) => toast.error(message),
  }));
  const focus = (step: number) => {
    const next = moveBy(root.current, step);
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };
  const tick = () => document.activeElement?.closest("li")?.querySelector<HTMLElement>('[role="checkbox"]')?.click();
  // A key that is held, or pressed twice before the answer is there, takes one ticket and not all.
  const takeOne = ({ repeat }: KeyboardEvent) => (repeat || take.isPending ? undefined : take.mutate({}));
  useHotkeys({ j: () => focus(1), k: () => focus(-1), x: tick, n: takeOne });
  return <div ref={root}>{children}</div>;
}
