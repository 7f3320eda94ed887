import type { ReactNode } from "react";
import type { Home } from "#contract/query";
import { Banner } from "@/components/kit/banner";
import { formatDateTime } from "@/lib/format";
import { Changes, Decisions } from "./leader-lists";
import { LeaderFigures } from "./leader-figures";

export interface LeaderHomeProps {
  home: Home;
  zone: string;
  /** Beside what changed: the first rows of an answer. */
  beside: ReactNode;
}

const untilOf = ({ dataUntil }: Home, zone: string): string => dataUntil.map(({ domain, at }) => `${domain} ${at === null ? "no data" : formatDateTime(at, zone)}`).join(", ");

/** A leader's Monday brief: how we stand, what moved, what waits. Every figure opens its answer. */
export function LeaderHome({ home, zone, beside }: LeaderHomeProps) {
  return (
    <>
      {home.missing.length === 0 ? null : <Banner tone="warn">Not loaded: {home.missing.join(", ")}. Open the page again in a moment.</Banner>}
      <Decisions decisions={home.decisions} />
      <LeaderFigures figures={home.figures} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Changes changes={home.changes} />
        {beside}
      </div>
      <p className="text-xs text-fg-3">
        As of {formatDateTime(home.asOf, zone)}. {home.dataUntil.length === 0 ? "The portal holds no data yet." : `Data until: ${untilOf(home, zone)}.`}
      </p>
    </>
  );
}
