import Link from "next/link";
import { tabClass, tabListClass } from "@/components/ui/tabs";

export type AccountsTab = "users" | "roles" | "sessions" | "tokens" | "audit";

const words: Record<AccountsTab, string> = { users: "Users", roles: "Roles", sessions: "Sessions", tokens: "API tokens", audit: "Audit" };

export interface AccountsTabsProps {
  current: AccountsTab;
  /** Those that the person may open. */
  tabs: readonly AccountsTab[];
}

export function AccountsTabs({ current, tabs }: AccountsTabsProps) {
  if (tabs.length < 2) return null;
  return (
    <nav aria-label="Accounts" className={tabListClass}>
      {tabs.map((tab) => (
        <Link key={tab} href={`/accounts/${tab}`} data-slot="tab" aria-current={tab === current ? "page" : undefined} className={tabClass}>
          {words[tab]}
        </Link>
      ))}
    </nav>
  );
}
