import Link from "next/link";
import { tabClass, tabListClass } from "@/components/ui/tabs";

const tabs = [
  { id: "alerts", href: "/alerts", label: "Alerts" },
  { id: "inbox", href: "/alerts/inbox", label: "Inbox" },
  { id: "on-call", href: "/alerts/on-call", label: "On call" },
  { id: "silences", href: "/alerts/silences", label: "Silences" },
  { id: "channels", href: "/alerts/channels", label: "Channels" },
  { id: "deliveries", href: "/alerts/deliveries", label: "Deliveries" },
  { id: "rules", href: "/alerts/rules", label: "Rules" },
] as const;
export type AlertsTab = (typeof tabs)[number]["id"];

/** The places of this part of the portal. */
export function AlertsTabs({ current, unread = 0 }: { current: AlertsTab; unread?: number }) {
  return (
    <nav aria-label="Alerts" className={tabListClass}>
      {tabs.map(({ id, href, label }) => (
        <Link key={id} href={href} data-slot="tab" aria-current={id === current ? "page" : undefined} className={tabClass}>
          {label}
          {id === "inbox" && unread > 0 ? <span className="rounded-sm bg-muted px-1 text-xs text-fg-2">{unread}<span className="sr-only"> unread</span></span> : null}
        </Link>
      ))}
    </nav>
  );
}
