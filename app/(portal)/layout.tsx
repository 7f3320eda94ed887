import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { readSidebarState, SIDEBAR_COOKIE } from "@/components/shell/sidebar-cookie";
import { operations } from "@/server/api/operations";
import { pageCall, pageContext } from "@/server/api/page";
import { navigationFor } from "./navigation";
import { PortalShell } from "./portal-shell";

const titleCase = (role: string): string => role.charAt(0).toUpperCase() + role.slice(1);

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const { actor } = await pageContext();
  const isDemo = actor.permissions.has("catalog.read") && (await pageCall(operations.demo.status, {})).hasDemo;
  const { unread } = await pageCall(operations.alerts.inbox, { limit: 1 });
  const sidebar = readSidebarState((await cookies()).get(SIDEBAR_COOKIE)?.value);
  return (
    <PortalShell
      groups={navigationFor(actor.permissions, { "/alerts": unread })}
      user={{ name: actor.name, roleLabel: actor.roles.map(titleCase).join(", ") }}
      initialSidebar={sidebar}
      canAsk={actor.permissions.has("query.ask")}
      canSearch={actor.permissions.has("search.use")}
      isDemo={isDemo}
      zone={actor.zone}
    >
      {children}
    </PortalShell>
  );
}
