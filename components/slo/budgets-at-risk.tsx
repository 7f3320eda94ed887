import Link from "next/link";
import type { SloRow } from "#contract/slo";
import { BudgetBar } from "@/components/slo/budget-bar";
import { SloStatus } from "@/components/slo/slo-status";
import { leftText, titleOf } from "@/components/slo/slo-words";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { cn } from "@/lib/cn";

/** The error budgets of which the least is left. */
export function BudgetsAtRisk({ rows }: { rows: readonly SloRow[] }) {
  return (
    <Card aria-labelledby="budgets-at-risk">
      <CardHeader title="Least budget left" titleId="budgets-at-risk" actions={<Button asChild size="sm" variant="ghost"><Link href="/slos">All SLOs</Link></Button>} />
      {rows.length === 0 ? <p className="px-4 py-6 text-sm text-fg-3">No SLO has data yet.</p> : (
        <ul>
          {rows.map((row) => (
            <li key={row.slug} className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-x-3 border-t border-line px-4 py-2.5 text-sm first:border-0 sm:grid-cols-[7rem_minmax(0,1fr)_6rem_4.5rem]">
              <span className="max-sm:hidden"><SloStatus status={row.status} /></span>
              <Link href={`/slos/${row.slug}`} className="min-w-0 truncate font-semibold hover:underline">{titleOf(row)}</Link>
              <BudgetBar remaining={row.remaining} className="max-sm:min-w-16" />
              <span className={cn("text-right tabular-nums", row.remaining !== null && row.remaining < 0 && "text-crit-text")}>{leftText(row.remaining)}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
