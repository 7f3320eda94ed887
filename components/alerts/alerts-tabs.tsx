"use client";

import Link from "next/link";
import { useEffect, useRef } from "react";
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

/** The places of this part of the portal. On a phone they scroll sideways, so far that the current one is seen. */
export function AlertsTabs({ current, unread = 0 }: { current: AlertsTab; unread?: number }) {
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    const [box, tab] = [list.current, list.current?.querySelector<HTMLElement>("[aria-current=page]")];
    if (box && tab) box.scrollLeft = Math.max(0, tab.offsetLeft - box.offsetLeft - (box.clientWidth - tab.offsetWidth) / 2);
  }, [current]);
  return (
    <nav ref={list} aria-label="Alerts" className={tabListClass}>
      {tabs.map(({ id, href, label }) => (
        <Link key={id} href={href} data-slot="tab" aria-current={id === current ? "page" : undefined} className={tabClass}>
          {label}
          {id === "inbox" && unread > 0 ? <span className="rounded-sm bg-muted px-1 text-xs text-fg-2">{unread}<span className="sr-only"> unread</span></span> : null}
        </Link>
      ))}
    </nav>
  );
}
