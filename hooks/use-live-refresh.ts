"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { settle } from "@/hooks/settle";

const settling = { quietMs: 400, longestMs: 2_000 };
const againMs = 3_000;

/** Sent to the window with the number of a ticket that somebody came to or left. */
export const presenceEvent = "quarterdeck:presence";

/** A component of the portal that does not work. */
export interface LiveFault {
  component: string;
  name: string;
  status: "down" | "degraded";
  since: string;
}

/** Follows the portal's stream: renders the page again after a change, and returns what of the portal fails right now. Closed while the tab is hidden. */
export function useLiveRefresh(): readonly LiveFault[] {
  const router = useRouter();
  const [faults, setFaults] = useState<readonly LiveFault[]>([]);
  useEffect(() => {
    let source: EventSource | null = null;
    let again: ReturnType<typeof setTimeout> | undefined;
    const refresh = settle(() => router.refresh(), settling);
    const leave = (): void => {
      clearTimeout(again);
      source?.close();
      source = null;
    };
    const open = (): EventSource => {
      const stream = new EventSource("/api/live");
      stream.addEventListener("change", (event: MessageEvent<string>) => {
        const { topic, version } = JSON.parse(event.data) as { topic: string; version: string };
        // Who reads a ticket concerns the pages of that ticket alone.
        if (topic === "presence") window.dispatchEvent(new CustomEvent(presenceEvent, { detail: version }));
        else refresh();
      });
      stream.addEventListener("fault", (event: MessageEvent<string>) => setFaults(JSON.parse(event.data) as LiveFault[]));
      // The browser tries again by itself, except after an answer such as 503.
      stream.addEventListener("error", () => {
        if (stream.readyState !== EventSource.CLOSED) return;
        leave();
        again = setTimeout(follow, againMs);
      });
      return stream;
    };
    const follow = (): void => {
      if (document.hidden) leave();
      else source ??= open();
    };
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      refresh.cancel();
      leave();
    };
  }, [router]);
  return faults;
}
