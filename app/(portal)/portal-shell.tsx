"use client";

import { useQueryClient } from "@tanstack/react-query";
import { signOut } from "next-auth/react";
import { useCallback, useState, type ReactNode } from "react";
import type { SearchKind } from "#contract/search";
import { Banner } from "@/components/kit/banner";
import { kindWords } from "@/components/search/kind-words";
import { AppShell, type AppShellProps } from "@/components/shell/app-shell";
import type { CommandEntry } from "@/components/shell/command-menu";
import type { NavIconName } from "@/components/shell/nav-icon";
import { FaultsProvider } from "@/components/shell/faults";
import { useLiveRefresh } from "@/hooks/use-live-refresh";
import { useTRPC } from "@/lib/trpc";

export interface PortalShellProps extends Pick<AppShellProps, "groups" | "user" | "initialSidebar" | "canAsk"> {
  /** Null where it was not known in time. */
  isDemo: boolean | null;
  canSearch: boolean;
  zone: string;
  children: ReactNode;
}

const demoBanner = (
  <Banner tone="info" title="Demo organisation" className="rounded-none border-x-0 border-t-0">
    These services, tickets and people are made up. Remove them with <code className="font-mono text-xs">npm run -s cli -- demo remove</code>.
  </Banner>
);

const shownWhileTyping = 8;
const icons: Readonly<Record<SearchKind, NavIconName>> = { document: "documents", runbook: "runbooks", ticket: "tickets", incident: "incidents", window: "calendar", service: "services", person: "users", brief: "ask" };

/** What the command menu finds while somebody types; the last entry leads to the page with everything. */
function useEverything(): (query: string, signal: AbortSignal) => Promise<readonly CommandEntry[]> {
  const trpc = useTRPC();
  const client = useQueryClient();
  return useCallback(async (query, signal) => {
    const cancelled = (): void => void client.cancelQueries({ queryKey: trpc.search.find.queryKey() });
    signal.addEventListener("abort", cancelled, { once: true });
    const { items } = await client.fetchQuery(trpc.search.find.queryOptions({ q: query.slice(0, 200), limit: shownWhileTyping, isTyping: true }));
    const found = items.map((hit): CommandEntry => ({ id: `${hit.kind}-${hit.refId}`, label: hit.title, href: hit.href, icon: icons[hit.kind], detail: hit.label === "" ? kindWords[hit.kind].one : hit.label }));
    return [...found, { id: "search-all", label: `Search everything for “${query}”`, href: `/search?q=${encodeURIComponent(query)}`, icon: "search" }];
  }, [client, trpc]);
}

/** The latest answer that is known: one that was late for once takes nothing away. */
function useLastKnown(answer: boolean | null): boolean {
  const [known, setKnown] = useState(answer);
  if (answer !== null && answer !== known) setKnown(answer);
  return (answer ?? known) === true;
}

export function PortalShell({ isDemo, canSearch, zone, children, ...shell }: PortalShellProps) {
  const faults = useLiveRefresh();
  const search = useEverything();
  const hasDemo = useLastKnown(isDemo);
  return (
    <FaultsProvider faults={faults} zone={zone}>
      <AppShell {...shell} onSearch={canSearch ? search : undefined} settingsHref="/profile" banner={hasDemo ? demoBanner : null} onSignOut={() => signOut({ callbackUrl: "/sign-in" }).then(() => undefined)}>
        <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
          {children}
        </main>
      </AppShell>
    </FaultsProvider>
  );
}
