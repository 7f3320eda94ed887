import Link from "next/link";
import type { ReactNode } from "react";
import type { SloRow } from "#contract/slo";
import { BudgetBar } from "@/components/slo/budget-bar";
import { SloStatus } from "@/components/slo/slo-status";
import { burnText, leftText, remainingOf, targetText, timeLeft, titleOf, type SloAccount } from "@/components/slo/slo-words";
import { cn } from "@/lib/cn";
import { formatDuration } from "@/lib/format";

export interface SloCardsProps {
  rows: readonly SloRow[];
  account: SloAccount;
  footer: ReactNode;
}

function Card({ row, account }: { row: SloRow; account: SloAccount }) {
  const remaining = remainingOf(row, account);
  const ms = timeLeft(row, remaining);
  return (
    <Link href={`/slos/${row.slug}`} className="grid gap-2 px-4 py-3 -outline-offset-2">
      <span className="flex items-center justify-between gap-3">
        <SloStatus status={row.status} />
        <span className="text-xs text-fg-3">{targetText(row.target)}, {row.windowLabel}</span>
      </span>
      <span className="flex items-baseline justify-between gap-3 font-medium">
        <span className="min-w-0 wrap-anywhere">{titleOf(row)}</span>
        <span className={cn("whitespace-nowrap", remaining === null && "font-normal text-fg-3", remaining !== null && remaining < 0 && "text-crit-text")}>{leftText(remaining)}</span>
      </span>
      <BudgetBar remaining={remaining} />
      <span className="flex justify-between gap-3 text-xs text-fg-3">
        <span>{ms === null ? "" : `${formatDuration(ms)} left`}</span>
        <span>burn {burnText(row.burnPeriod)} over the window</span>
      </span>
    </Link>
  );
}

/** The list on a phone. */
export function SloCards({ rows, account, footer }: SloCardsProps) {
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-card md:hidden">
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <li key={row.slug}>
            <Card row={row} account={account} />
          </li>
        ))}
      </ul>
      {footer}
    </div>
  );
}
