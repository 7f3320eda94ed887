import type { CustomerSlug } from "./organisation";

export interface DemoAccount {
  role: "admin" | "operator" | "support" | "executive" | "viewer" | "requester";
  name: string;
  email: string;
  zone: string;
  /** The customer that a requester is bound to. */
  customer: CustomerSlug | null;
}

/** One account for each role. The addresses end in a domain that nobody can own. */
export const accounts: readonly DemoAccount[] = [
  { role: "admin", name: "Demo Admin", email: "admin@demo.example", zone: "UTC", customer: null },
  { role: "operator", name: "Demo Operator", email: "operator@demo.example", zone: "Europe/Berlin", customer: null },
  { role: "support", name: "Demo Support", email: "support@demo.example", zone: "Europe/London", customer: null },
  { role: "executive", name: "Demo Executive", email: "executive@demo.example", zone: "UTC", customer: null },
  { role: "viewer", name: "Demo Viewer", email: "viewer@demo.example", zone: "UTC", customer: null },
  { role: "requester", name: "Dana Whitfield", email: "requester@demo.example", zone: "Europe/Berlin", customer: "northwind" },
];
