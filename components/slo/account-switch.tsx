import Link from "next/link";
import { withParams, type PageUrl } from "@/components/kit/with-params";
import type { SloAccount } from "@/components/slo/slo-words";
import { cn } from "@/lib/cn";

const choices = [{ value: "adjusted", label: "Adjusted", param: null }, { value: "raw", label: "Raw", param: "raw" }] as const;

/** Budgets without the excluded time, or with it. Links, because the choice is part of the address. */
export function AccountSwitch({ account, url }: { account: SloAccount; url: PageUrl }) {
  return (
    <nav aria-label="Excluded time" className="inline-flex rounded-md bg-muted p-0.5">
      {choices.map(({ value, label, param }) => (
        <Link
          key={value}
          href={withParams(url, { account: param, cursor: null })}
          scroll={false}
          data-slot="segment"
          aria-current={account === value ? "true" : undefined}
          className={cn("inline-flex h-6 items-center rounded-sm px-2.5 text-xs font-medium text-fg-3 hover:text-fg", account === value && "bg-card text-fg ring-1 ring-line-2 dark:bg-select")}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
