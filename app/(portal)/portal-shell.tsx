"use client";

import { signOut } from "next-auth/react";
import type { ReactNode } from "react";
import { Banner } from "@/components/kit/banner";
import { AppShell, type AppShellProps } from "@/components/shell/app-shell";
import { FaultBanner } from "@/components/shell/fault-banner";
import { useLiveRefresh } from "@/hooks/use-live-refresh";

export interface PortalShellProps extends Pick<AppShellProps, "groups" | "user" | "initialSidebar" | "canAsk"> {
  isDemo: boolean;
  zone: string;
  children: ReactNode;
}

const demoBanner = (
  <Banner tone="info" title="Demo organisation" className="rounded-none border-x-0 border-t-0">
    These services, tickets and people are made up. Remove them with <code className="font-mono text-xs">npm run -s cli -- demo remove</code>.
  </Banner>
);

export function PortalShell({ isDemo, zone, children, ...shell }: PortalShellProps) {
  const faults = useLiveRefresh();
  const banner = (
    <>
      <FaultBanner faults={faults} zone={zone} />
      {isDemo ? demoBanner : null}
    </>
  );
  return (
    <AppShell {...shell} settingsHref="/profile" banner={banner} onSignOut={() => signOut({ callbackUrl: "/sign-in" }).then(() => undefined)}>
      <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
        {children}
      </main>
    </AppShell>
  );
}
