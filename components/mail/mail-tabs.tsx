import Link from "next/link";
import { tabClass, tabListClass } from "@/components/ui/tabs";

const tabs = [
  { id: "outgoing", href: "/mail", label: "Outgoing" },
  { id: "incoming", href: "/mail/incoming", label: "Incoming" },
] as const;

/** The two directions of mail. */
export function MailTabs({ current }: { current: (typeof tabs)[number]["id"] }) {
  return (
    <nav aria-label="Mail" className={tabListClass}>
      {tabs.map(({ id, href, label }) => <Link key={id} href={href} data-slot="tab" aria-current={id === current ? "page" : undefined} className={tabClass}>{label}</Link>)}
    </nav>
  );
}
