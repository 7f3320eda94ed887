import type { NavGroup, NavItem } from "@/components/shell/nav";
import type { Permission } from "@/server/platform/auth/permissions";

interface Place extends NavItem {
  /** Null = every signed-in person. */
  permission: Permission | null;
}

const places: readonly { label?: string; items: readonly Place[] }[] = [
  {
    items: [
      { href: "/", label: "Home", icon: "home", key: "h", permission: null },
      { href: "/ask", label: "Ask", icon: "ask", key: "a", permission: "query.ask" },
    ],
  },
  {
    label: "Reliability",
    items: [
      { href: "/slos", label: "SLOs", icon: "slos", key: "o", permission: "slo.read" },
      { href: "/promises", label: "Promises", icon: "promises", permission: "slo.read" },
      { href: "/alerts", label: "Alerts", icon: "alerts", key: "l", permission: "alerts.read" },
      { href: "/monitors", label: "Monitors", icon: "monitors", key: "m", permission: "monitors.read" },
      { href: "/incidents", label: "Incidents", icon: "incidents", key: "n", permission: "incidents.read" },
      { href: "/blind-spots", label: "Blind spots", icon: "dependencies", key: "b", permission: "catalog.read" },
      { href: "/status-page", label: "Status page", icon: "promises", permission: "status.manage" },
    ],
  },
  {
    label: "Change",
    items: [
      { href: "/maintenance", label: "Calendar", icon: "calendar", key: "d", permission: "maintenance.read" },
      { href: "/changes", label: "Plans", icon: "changes", permission: "maintenance.read" },
      { href: "/deployments", label: "Deployments", icon: "deployments", permission: "deployments.read" },
      { href: "/changes/updates", label: "Update cycles", icon: "updates", permission: "maintenance.read" },
    ],
  },
  {
    label: "Support",
    items: [
      { href: "/tickets/queue", label: "Queue", icon: "inbox", key: "q", permission: "tickets.write", also: ["/tickets/macros", "/tickets/states"] },
      { href: "/tickets", label: "Tickets", icon: "tickets", key: "t", permission: "tickets.read" },
      { href: "/sla", label: "Service levels", icon: "sla", permission: "sla.read" },
      { href: "/customers", label: "Customers", icon: "customers", key: "c", permission: "catalog.read" },
    ],
  },
  {
    label: "Knowledge",
    items: [
      { href: "/docs", label: "Documents", icon: "documents", key: "k", permission: "docs.read" },
      { href: "/runbooks", label: "Runbooks", icon: "runbooks", key: "r", permission: "knowledge.read" },
      { href: "/search", label: "Search", icon: "search", permission: "search.use" },
    ],
  },
  {
    label: "Organisation",
    items: [
      { href: "/services", label: "Services", icon: "services", key: "s", permission: "catalog.read" },
      { href: "/teams", label: "Teams", icon: "teams", permission: "catalog.read" },
      { href: "/goals", label: "Goals", icon: "goals", permission: "catalog.read" },
    ],
  },
  {
    label: "Administration",
    items: [
      { href: "/imports", label: "Imports", icon: "imports", key: "i", permission: "platform.read" },
      { href: "/accounts/users", label: "Users", icon: "users", permission: "accounts.read" },
      { href: "/accounts/tokens", label: "API tokens", icon: "tokens", permission: "accounts.manage" },
      { href: "/accounts/audit", label: "Audit", icon: "audit", permission: "audit.read" },
      { href: "/mail", label: "Mail", icon: "inbox", permission: "platform.manage" },
      { href: "/webhooks", label: "Webhooks", icon: "tokens", permission: "platform.manage" },
      { href: "/health", label: "Health", icon: "health", permission: "platform.read" },
    ],
  },
];

/** The sidebar of a person: only what exists and is permitted; a group without a place is not shown. `counts` says how many wait at a place. */
export function navigationFor(permissions: ReadonlySet<Permission>, counts: Readonly<Record<string, number>> = {}): NavGroup[] {
  return places
    .map(({ label, items }) => ({ label, items: items.filter((item) => item.permission === null || permissions.has(item.permission)).map(({ permission: _permission, ...item }) => ({ ...item, ...(counts[item.href] ? { count: counts[item.href], isHot: true } : {}) })) }))
    .filter((group) => group.items.length > 0);
}
