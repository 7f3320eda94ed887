/** A change that a page once got, or may get: what it said before, what it says after. */
export interface DemoRevision {
  before: string;
  after: string;
  note: string;
  by: string;
  daysAgo: number;
  /** Who published it; null while it waits for somebody. */
  publishedBy: string | null;
}

export interface DemoPage {
  slug: string;
  space: "handbook" | "policies" | "customer-help";
  kind: "doc" | "policy";
  title: string;
  section: string;
  owner: string | null;
  /** Days from the end of the demo to the day of the next look; negative when it has passed, null when none is set. */
  reviewInDays: number | null;
  reviewedDaysAgo: number | null;
  /** Expected readings on a working day. */
  readsPerDay: number;
  yes: number;
  no: number;
  /** As it is published now. */
  body: string;
  revisions: readonly DemoRevision[];
}
