import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { readSidebarState, SIDEBAR_COOKIE } from "@/components/shell/sidebar-cookie";
import { operations } from "@/server/api/operations";
import { pageCallIfReady, pageContext } from "@/server/api/page";
import { navigationFor } from "./navigation";
import { PortalShell } from "./portal-shell";

const titleCase = (role: string): string => role.charAt(0).toUpperCase() + role.slice(1);

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const { actor } = await pageContext();
  const [demo, inbox] = await Promise.all([actor.permissions.has("catalog.read") ? pageCallIfReady(operations.demo.status, {}) : null, pageCallIfReady(operations.alerts.inbox, { limit: 1 })]);
  const sidebar = readSidebarState((await cookies()).get(SIDEBAR_COOKIE)?.value);
  return (
    <PortalShell
      groups={navigationFor(actor.permissions, { "/alerts": inbox?.unread ?? 0 })}
      user={{ name: actor.name, roleLabel: actor.roles.map(titleCase).join(", ") }}
      initialSidebar={sidebar}
      canAsk={actor.permissions.has("query.ask")}
      canSearch={actor.permissions.has("search.use")}
      isDemo={demo?.hasDemo ?? null}
      zone={actor.zone}
    >
      {children}
    </PortalShell>
  );
}
