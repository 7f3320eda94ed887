import Link from "next/link";
import { tabClass, tabListClass } from "@/components/ui/tabs";

const tabs = [
  { id: "calendar", href: "/maintenance", label: "Calendar" },
  { id: "freezes", href: "/maintenance/freezes", label: "Freezes" },
  { id: "subscribers", href: "/maintenance/subscriptions", label: "Subscribers" },
  { id: "messages", href: "/maintenance/subscriptions/messages", label: "Messages" },
  { id: "calendars", href: "/maintenance/subscriptions/calendars", label: "Other calendars" },
] as const;
export type MaintenanceTab = (typeof tabs)[number]["id"];

/** The places of this part of the portal. */
export function MaintenanceTabs({ current }: { current: MaintenanceTab }) {
  return (
    <nav aria-label="Maintenance" className={tabListClass}>
      {tabs.map(({ id, href, label }) => <Link key={id} href={href} data-slot="tab" aria-current={id === current ? "page" : undefined} className={tabClass}>{label}</Link>)}
    </nav>
  );
}
