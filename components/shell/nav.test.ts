import { expect, it } from "vitest";
import { activeHref, type NavGroup } from "@/components/shell/nav";

const groups: NavGroup[] = [
  { items: [{ href: "/", label: "Home", icon: "home" }, { href: "/tickets/queue", label: "Queue", icon: "inbox", also: ["/tickets/macros"] }, { href: "/tickets", label: "Tickets", icon: "tickets" }] },
  { label: "Admin", items: [{ href: "/settings", label: "Settings", icon: "settings" }, { href: "/settings/users", label: "Users", icon: "users" }] },
];

it.each([
  ["/", "/"],
  ["/tickets", "/tickets"],
  ["/tickets/tkt_1", "/tickets"],
  ["/tickets/macros", "/tickets/queue"],
  ["/settings/users/usr_1", "/settings/users"],
  ["/settings/roles", "/settings"],
  ["/ticketsandmore", null],
  ["/unknown", null],
])("the path %s lights %s", (pathname, href) => expect(activeHref(pathname, groups)).toBe(href));
