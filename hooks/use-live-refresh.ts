"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const settleMs = 400;

/** Follows the portal's change stream and renders the page again after a change; closed while the tab is hidden. */
export function useLiveRefresh(): void {
  const router = useRouter();
  useEffect(() => {
    let source: EventSource | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => router.refresh(), settleMs);
    };
    const follow = (): void => {
      if (document.hidden) {
        source?.close();
        source = null;
      } else if (source === null) {
        source = new EventSource("/api/live");
        source.addEventListener("change", refresh);
      }
    };
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      clearTimeout(timer);
      source?.close();
    };
  }, [router]);
}
