"use client";

import { useEffect } from "react";
import { nextTry, type Tries } from "@/hooks/next-try";

/** Outlives the notice of a fault, which goes with each try. */
let known: Tries | null = null;

/** Tries again by itself, a few times, after each fault that it is told of. */
export function useRetries(fault: Error, retry: () => void): void {
  useEffect(() => {
    const next = nextTry(known, window.location.pathname, performance.now());
    if (next === null) return;
    const timer = setTimeout(() => {
      known = next.tries;
      retry();
    }, next.waitMs);
    return () => clearTimeout(timer);
  }, [fault, retry]);
}
