export type TeamSlug = "platform" | "payments" | "identity" | "discovery" | "support" | "data" | "sre" | "mobile" | "web" | "service-desk" | "night-desk";
export type ServiceSlug = "checkout" | "payments-api" | "auth" | "search" | "notifications" | "billing" | "catalog" | "orders-db" | "data-pipeline" | "api-gateway" | "mobile-backend" | "reporting";
export type CustomerSlug = "northwind" | "globex" | "initech" | "umbrella" | "hooli";
export type Region = "eu" | "us" | "apac";

export interface DemoTeam {
  slug: TeamSlug;
  name: string;
  kind: "delivery" | "support";
  aliases: readonly string[];
  people: readonly [string, ...string[]];
}

export const teams: readonly DemoTeam[] = [
  { slug: "platform", name: "Platform", kind: "delivery", aliases: ["platform team", "infrastructure"], people: ["Ines Moreau", "Tomas Lind", "Priya Nair", "Owen Clarke"] },
  { slug: "payments", name: "Payments", kind: "delivery", aliases: ["payments team"], people: ["Hanna Vogel", "Luca Ferri", "Maya Cohen", "Samir Haddad"] },
  { slug: "identity", name: "Identity", kind: "delivery", aliases: ["identity team", "iam"], people: ["Noah Berg", "Aiko Tanaka", "Elena Petrova"] },
  { slug: "discovery", name: "Discovery", kind: "delivery", aliases: ["discovery team"], people: ["Rosa Jimenez", "Felix Brandt", "Chloe Martin"] },
  { slug: "support", name: "Support", kind: "support", aliases: ["second line", "support team"], people: ["Grace Okafor", "Daniel Weiss", "Marta Nowak", "Liam Byrne", "Yara Silva", "Ben Archer"] },
  { slug: "data", name: "Data", kind: "delivery", aliases: ["data team"], people: ["Viktor Hansen", "Leila Rahimi", "Jonas Keller"] },
  { slug: "sre", name: "SRE", kind: "delivery", aliases: ["site reliability", "reliability team"], people: ["Anton Fischer", "Nadia Rossi", "Kofi Mensah", "Sara Holm"] },
  { slug: "mobile", name: "Mobile", kind: "delivery", aliases: ["mobile team", "app team"], people: ["Julia Santos", "Arjun Mehta", "Emil Larsen"] },
  { slug: "web", name: "Web", kind: "delivery", aliases: ["web team", "frontend"], people: ["Clara Dubois", "Ivan Horvat", "Mia Sandberg", "Theo Adams"] },
  { slug: "service-desk", name: "Service Desk", kind: "support", aliases: ["first line", "helpdesk"], people: ["Paula Reyes", "Adam Novak", "Sofia Lindqvist", "Karim Aziz", "Emma Walsh", "Oscar Lund"] },
  { slug: "night-desk", name: "Night Desk", kind: "support", aliases: ["out of hours"], people: ["Mei Chen", "Jack Turner", "Ana Costa"] },
];

export interface DemoService {
  slug: ServiceSlug;
  name: string;
  description: string;
  tier: 1 | 2 | 3;
  owner: TeamSlug;
  region: Region;
  aliases: readonly string[];
  dependsOn: readonly ServiceSlug[];
  /** Share of everyday tickets. */
  ticketWeight: number;
  /** Releases in an average week. */
  releasesPerWeek: number;
  /** Monitors and the median of their answers. */
  endpoints: readonly { slug: string; name: string; url: string; latencyMs: number; region: Region; startsOnDay: number }[];
}

const endpoint = (slug: string, name: string, rest: { url: string; latencyMs: number; region?: Region; startsOnDay?: number }) => ({ slug, name, region: "eu" as const, startsOnDay: 0, ...rest });

export const services: readonly DemoService[] = [
  { slug: "checkout", name: "Checkout", description: "Turns a basket into a paid order.", tier: 1, owner: "web", region: "eu", aliases: ["basket", "cart", "purchase flow"], dependsOn: ["payments-api", "orders-db", "auth", "catalog", "notifications"], ticketWeight: 17, releasesPerWeek: 2,
    endpoints: [endpoint("checkout-eu", "Checkout (EU)", { url: "https://eu.shop.example/checkout/health", latencyMs: 210 }), endpoint("checkout-us", "Checkout (US)", { url: "https://us.shop.example/checkout/health", latencyMs: 265, region: "us" })] },
  { slug: "payments-api", name: "Payments API", description: "Authorises and captures payments with the card processors.", tier: 1, owner: "payments", region: "eu", aliases: ["payment api", "card payments"], dependsOn: ["auth", "orders-db"], ticketWeight: 12, releasesPerWeek: 1.2,
    endpoints: [endpoint("payments-api", "Payments API", { url: "https://payments.example/health", latencyMs: 145 })] },
  { slug: "auth", name: "Auth", description: "Signs people and machines in and issues their tokens.", tier: 1, owner: "identity", region: "eu", aliases: ["login", "sign-in", "sso"], dependsOn: [], ticketWeight: 15, releasesPerWeek: 0.9,
    endpoints: [endpoint("auth", "Auth", { url: "https://id.example/health", latencyMs: 85 })] },
  { slug: "search", name: "Search", description: "Finds products by words, filters and likeness.", tier: 2, owner: "discovery", region: "eu", aliases: ["product search"], dependsOn: ["catalog", "data-pipeline"], ticketWeight: 8, releasesPerWeek: 1.6,
    endpoints: [endpoint("search", "Search", { url: "https://shop.example/search/health", latencyMs: 120 })] },
  { slug: "notifications", name: "Notifications", description: "Sends e-mail, text messages and pushes.", tier: 2, owner: "platform", region: "eu", aliases: ["e-mails", "messaging"], dependsOn: [], ticketWeight: 8, releasesPerWeek: 0.8,
    endpoints: [endpoint("notifications", "Notifications", { url: "https://notify.example/health", latencyMs: 95 })] },
  { slug: "billing", name: "Billing", description: "Writes invoices and keeps the books of subscriptions.", tier: 2, owner: "payments", region: "eu", aliases: ["invoicing", "invoices"], dependsOn: ["payments-api", "orders-db", "notifications"], ticketWeight: 13, releasesPerWeek: 0.7,
    endpoints: [endpoint("billing", "Billing", { url: "https://billing.example/health", latencyMs: 180 })] },
  { slug: "catalog", name: "Catalog", description: "Holds products, prices and stock.", tier: 2, owner: "discovery", region: "eu", aliases: ["product catalogue"], dependsOn: ["orders-db"], ticketWeight: 6, releasesPerWeek: 1.1,
    endpoints: [endpoint("catalog", "Catalog", { url: "https://shop.example/catalog/health", latencyMs: 110 })] },
  { slug: "orders-db", name: "Orders DB", description: "The relational store of orders, payments and stock.", tier: 1, owner: "data", region: "eu", aliases: ["orders database", "order database"], dependsOn: [], ticketWeight: 2, releasesPerWeek: 0.3,
    endpoints: [endpoint("orders-db", "Orders DB", { url: "https://orders-db.internal.example/ready", latencyMs: 18 })] },
  { slug: "data-pipeline", name: "Data Pipeline", description: "Moves events from the services into search and reports.", tier: 3, owner: "data", region: "eu", aliases: ["pipeline", "etl"], dependsOn: ["orders-db"], ticketWeight: 4, releasesPerWeek: 0.9,
    endpoints: [endpoint("data-pipeline", "Data Pipeline", { url: "https://pipeline.internal.example/ready", latencyMs: 60 })] },
  { slug: "api-gateway", name: "API Gateway", description: "The one door through which outside calls come in.", tier: 1, owner: "sre", region: "us", aliases: ["gateway", "public api"], dependsOn: ["auth"], ticketWeight: 6, releasesPerWeek: 0.6,
    endpoints: [endpoint("api-gateway-eu", "API Gateway (EU)", { url: "https://eu.api.example/health", latencyMs: 55 }), endpoint("api-gateway-us", "API Gateway (US)", { url: "https://us.api.example/health", latencyMs: 70, region: "us" })] },
  { slug: "mobile-backend", name: "Mobile Backend", description: "Serves the two mobile apps.", tier: 2, owner: "mobile", region: "apac", aliases: ["app backend", "mobile api"], dependsOn: ["api-gateway", "catalog", "notifications"], ticketWeight: 6, releasesPerWeek: 1.4,
    endpoints: [endpoint("mobile-backend", "Mobile Backend", { url: "https://m.api.example/health", latencyMs: 160, region: "apac" })] },
  { slug: "reporting", name: "Reporting", description: "Dashboards and exports for customers.", tier: 3, owner: "data", region: "eu", aliases: ["reports", "exports"], dependsOn: ["data-pipeline"], ticketWeight: 7, releasesPerWeek: 0.5,
    endpoints: [endpoint("reporting", "Reporting", { url: "https://reports.example/health", latencyMs: 340, startsOnDay: 96 })] },
];

export interface DemoCustomer {
  slug: CustomerSlug;
  name: string;
  tier: "enterprise" | "business" | "free";
  region: Region;
  uses: readonly ServiceSlug[];
  /** Share of everyday tickets. */
  ticketWeight: number;
  people: readonly [string, ...string[]];
}

const shop: readonly ServiceSlug[] = ["checkout", "payments-api", "auth", "search", "catalog", "notifications"];

export const customers: readonly DemoCustomer[] = [
  { slug: "northwind", name: "Northwind", tier: "enterprise", region: "eu", uses: [...shop, "billing", "api-gateway", "reporting"], ticketWeight: 30, people: ["Dana Whitfield", "Peter Lang", "Ruth Sommer", "Igor Pavlov", "Lena Fuchs"] },
  { slug: "globex", name: "Globex", tier: "enterprise", region: "us", uses: [...shop, "billing", "mobile-backend", "reporting", "data-pipeline"], ticketWeight: 27, people: ["Carla Mendes", "Hugh Barton", "Nina Olsen", "Raj Patel"] },
  { slug: "initech", name: "Initech", tier: "business", region: "us", uses: ["auth", "api-gateway", "billing", "reporting", "orders-db"], ticketWeight: 18, people: ["Bill Mercer", "Tessa Grant", "Milo Young"] },
  { slug: "umbrella", name: "Umbrella", tier: "business", region: "apac", uses: ["auth", "mobile-backend", "notifications", "checkout", "payments-api"], ticketWeight: 16, people: ["Akira Sato", "Joy Tan", "Wei Lin"] },
  { slug: "hooli", name: "Hooli", tier: "free", region: "us", uses: ["auth", "search", "api-gateway", "catalog"], ticketWeight: 9, people: ["Gavin Stone", "Amy Park"] },
];

const bySlug = <Row extends { slug: string }>(rows: readonly Row[]) => new Map(rows.map((row) => [row.slug as Row["slug"], row]));
const teamsBySlug = bySlug(teams);
const servicesBySlug = bySlug(services);

function found<T>(row: T | undefined, slug: string): T {
  if (row === undefined) throw new Error(`The demo has no "${slug}".`);
  return row;
}

export const teamOf = (slug: TeamSlug): DemoTeam => found(teamsBySlug.get(slug), slug);
export const serviceOf = (slug: ServiceSlug): DemoService => found(servicesBySlug.get(slug), slug);
/** Services that need this one directly. */
export const dependentsOf = (slug: ServiceSlug): DemoService[] => services.filter((service) => service.dependsOn.includes(slug));
export const customersUsing = (slug: ServiceSlug): DemoCustomer[] => customers.filter((customer) => customer.uses.includes(slug));
