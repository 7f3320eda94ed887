import { wordTable } from "./word-table";

/** Nouns by which a measure may be split, and the records that may be listed. */
export interface DimensionWords {
  id: string;
  label: string;
  nouns: readonly string[];
}

export const dimensionWords: readonly DimensionWords[] = [
  { id: "customer_tier", label: "customer tier", nouns: ["customer tier", "tier of customer", "customer plan", "customer segment", "customer class", "plan they are|re on", "plan theyre on", "subscription plan|level|tier?"] },
  { id: "support_level", label: "support level", nouns: ["support level", "support tier", "tier 1|one|2|two and? 2|two|3|three and? 3|three? of|in support", "tier 1|one tier? 2|two and? tier? 3|three", "level of support", "tier of support", "line of support", "support line", "l1 l2", "l1 l2 and? l3"] },
  { id: "root_cause", label: "root cause", nouns: ["root cause", "kind|type|sort of cause|reason", "cause", "reason", "what had|has? caused|triggered|sparked|started|broke it|them|that|those?", "what set it|them|these|those off", "what lay|lies|was|is behind it|them|these|those"] },
  { id: "hour_of_day", label: "hour of day", nouns: ["hour of the? day", "hour in the? day", "time of the? day", "hour"] },
  { id: "day_of_week", label: "day of the week", nouns: ["day of the? week", "weekday", "week day"] },
  { id: "subcategory", label: "subcategory", nouns: ["subcategory", "sub category"] },
  { id: "category", label: "category", nouns: ["category", "ticket? type", "kind|sort|type of ticket|request|case|issue|enquiry", "kind", "topic", "subject"] },
  { id: "team", label: "team", nouns: ["assignment group", "resolver|support group", "team", "group", "squad", "crew", "department"] },
  { id: "service", label: "service", nouns: ["service", "application", "app", "system", "product", "offender", "component"] },
  { id: "monitor", label: "site", nouns: ["monitor", "site", "website", "endpoint", "url", "monitored service"] },
  { id: "customer", label: "customer", nouns: ["customer", "client", "account"] },
  { id: "priority", label: "priority", nouns: ["priority", "prio", "priority level"] },
  { id: "severity", label: "severity", nouns: ["severity", "sev"] },
  { id: "urgency", label: "urgency", nouns: ["urgency"] },
  { id: "impact", label: "impact", nouns: ["impact"] },
  { id: "channel", label: "channel", nouns: ["channel", "contact type", "contact channel", "way it|they came|come|arrived|arrive in?", "how it|they came|come|arrived in?", "route in", "how it|they reached us"] },
  { id: "location", label: "location", nouns: ["location", "office"] },
  { id: "region", label: "region", nouns: ["region", "geography", "country"] },
  { id: "state", label: "state", nouns: ["state", "status", "stage"] },
  { id: "assignee", label: "assignee", nouns: ["assignee", "agent", "analyst", "resolver", "engineer", "person"] },
  { id: "lifecycle", label: "lifecycle", nouns: ["lifecycle"] },
  { id: "tier", label: "tier", nouns: ["service tier", "tier"] },
  { id: "source", label: "source", nouns: ["source"] },
  { id: "tool", label: "tool", nouns: ["tool"] },
  { id: "model", label: "model", nouns: ["language|ai model", "model"] },
  { id: "day", label: "day", nouns: ["calendar? day", "date"] },
  { id: "week", label: "week", nouns: ["calendar? week"] },
  { id: "month", label: "month", nouns: ["calendar? month"] },
  { id: "quarter", label: "quarter", nouns: ["quarter"] },
  { id: "year", label: "year", nouns: ["year"] },
];

/** Dimensions that are buckets of time. */
export const timeBuckets: ReadonlySet<string> = new Set(["day", "week", "month", "quarter", "year"]);
export const bucketAdverbs: Readonly<Record<string, string>> = wordTable({ daily: "day", weekly: "week", monthly: "month", quarterly: "quarter", yearly: "year", annually: "year", hourly: "hour_of_day" });

export interface SubjectWords {
  subject: string;
  nouns: readonly string[];
  /** What is counted when the question counts these records without naming a measure. */
  countMetric: string;
}

export const subjectWords: readonly SubjectWords[] = [
  { subject: "ticket", nouns: ["ticket", "case", "support request", "service request", "customer request"], countMetric: "ticket_volume" },
  { subject: "outage", nouns: ["outage", "downtime", "interruption", "disruption"], countMetric: "outage_count" },
  { subject: "incident", nouns: ["incident"], countMetric: "incident_count" },
  { subject: "monitor", nouns: ["monitor", "site", "website", "endpoint"], countMetric: "monitor_count" },
  { subject: "service", nouns: ["service", "application", "app", "system"], countMetric: "service_count" },
  { subject: "team", nouns: ["assignment group", "team", "group", "squad"], countMetric: "team_count" },
  { subject: "customer", nouns: ["customer", "client", "account"], countMetric: "customer_count" },
  { subject: "runbook", nouns: ["runbook", "playbook", "guide", "document", "doc", "documentation", "procedure", "policy"], countMetric: "runbook_count" },
];

/** Entity types and the nouns that announce them. */
export const typeNouns: Readonly<Record<string, string>> = wordTable({
  team: "team", group: "team", squad: "team", people: "team", crew: "team", guys: "team", folk: "team", service: "service", application: "service", app: "service", system: "service", customer: "customer", client: "customer", account: "customer",
  monitor: "monitor", site: "monitor", website: "monitor", endpoint: "monitor", runbook: "runbook", guide: "runbook", playbook: "runbook",
});
