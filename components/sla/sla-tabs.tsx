import Link from "next/link";
import { tabClass, tabListClass } from "@/components/ui/tabs";

const tabs = [
  { id: "due", href: "/sla", label: "Due" },
  { id: "report", href: "/sla/report", label: "Compliance" },
  { id: "policies", href: "/sla/policies", label: "Policies" },
  { id: "calendars", href: "/sla/calendars", label: "Calendars" },
  { id: "escalation", href: "/sla/escalation", label: "Escalation" },
] as const;
export type SlaTab = (typeof tabs)[number]["id"];

/** The places of this part of the portal. */
export function SlaTabs({ current }: { current: SlaTab }) {
  return (
    <nav aria-label="Service levels" className={tabListClass}>
      {tabs.map(({ id, href, label }) => (
        <Link key={id} href={href} data-slot="tab" aria-current={id === current ? "page" : undefined} className={tabClass}>{label}</Link>
      ))}
    </nav>
  );
}
