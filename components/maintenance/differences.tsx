"use client";

import { useEffect, useRef } from "react";
import { Banner } from "@/components/kit/banner";
import type { Difference } from "@/components/maintenance/window-draft";

/** What somebody else has changed while the form was open, beside what was typed here. It comes into view by itself. */
export function Differences({ differences }: { differences: readonly Difference[] }) {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A block of its own: newer browsers return a promise, which is no clean-up.
    void root.current?.scrollIntoView({ block: "nearest" });
  }, [differences]);
  return (
    <div ref={root} className="scroll-my-4">
      <Banner tone="warn" title="Changed by somebody else meanwhile." isLive>
        {differences.length === 0 ? "Its state, not its plan." : null}
        <dl className="mt-1 grid gap-1">
          {differences.map(({ field, was, theirs, mine }) => (
            <div key={field} className="grid gap-x-3 sm:grid-cols-[7rem_minmax(0,1fr)]">
              <dt className="text-fg-3">{field}</dt>
              <dd className="wrap-anywhere"><del className="text-fg-3">{was === "" ? "empty" : was}</del> → <span className="font-medium">{theirs === "" ? "empty" : theirs}</span>{mine === null ? <span className="text-fg-3"> stays</span> : <>; yours is <span className="font-medium">{mine === "" ? "empty" : mine}</span></>}</dd>
            </div>
          ))}
        </dl>
      </Banner>
    </div>
  );
}
