import type { ServiceSlug } from "../organisation";

export interface DemoRunbook {
  slug: string;
  title: string;
  section: string;
  service: ServiceSlug | null;
  alertNames: readonly string[];
  /** Days before the end of the demo on which it was last changed. */
  changedDaysAgo: number;
  body: string;
}
