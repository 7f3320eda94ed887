import { services, type ServiceSlug } from "./organisation";
import type { Timeline } from "./rhythm";
import type { Row } from "./rows";

interface PublicPart {
  name: string;
  description: string;
  group: string;
  service: ServiceSlug;
  isPublic: boolean;
}

const part = (name: string, service: ServiceSlug, rest: Partial<PublicPart> = {}): PublicPart => ({ name, description: "", group: "", isPublic: true, ...rest, service });

/** What customers see, under the names that they know. What only colleagues use is there and hidden. */
const parts: readonly PublicPart[] = [
  part("Website and checkout", "checkout", { group: "Shop", description: "From the basket to the paid order, in the EU and the US." }),
  part("Payments", "payments-api", { group: "Shop" }),
  part("Product search", "search", { group: "Shop" }),
  part("Sign-in", "auth", { group: "Accounts" }),
  part("E-mail and push", "notifications", { group: "Accounts" }),
  part("Invoices", "billing", { group: "Accounts" }),
  part("API", "api-gateway", { group: "For developers", description: "The door for your own programs." }),
  part("Mobile apps", "mobile-backend", { group: "For developers" }),
  part("Reports", "reporting", { group: "For developers" }),
  part("Data pipeline", "data-pipeline", { isPublic: false }),
];

export interface StatusStory {
  component: Row;
  /** Slugs of the monitors behind it: their integer keys are known only to the database. */
  monitors: readonly string[];
}

/** The components of the status page. Their days follow from the monitors, and are computed like any other's. */
export const statusStories = ({ fromMs }: Timeline): StatusStory[] =>
  parts.map(({ name, description, group, service, isPublic }, position) => ({
    component: { id: `cmp_demo_${service}`, name, description, group, position, service_id: `svc_demo_${service}`, is_public: isPublic, is_demo: true, version: 1, created_at: new Date(fromMs).toISOString() },
    monitors: services.filter(({ slug }) => slug === service).flatMap(({ endpoints }) => endpoints.map(({ slug }) => slug)),
  }));
