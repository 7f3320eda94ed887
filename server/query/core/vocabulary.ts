interface DimensionWords {
  label: string;
  plural: string;
  synonyms: readonly string[];
}

/** Names of the dimensions for people, singular and plural, and the words by which a question means them. */
export const dimensionWords: Readonly<Record<string, DimensionWords>> = {
  team: { label: "Group", plural: "groups", synonyms: ["team", "group", "assignment group", "support group"] },
  service: { label: "Service", plural: "services", synonyms: ["service", "application"] },
  alert: { label: "Alert", plural: "alerts", synonyms: [] },
  monitor: { label: "Site", plural: "sites", synonyms: ["site", "monitor", "website", "endpoint"] },
  customer: { label: "Customer", plural: "customers", synonyms: ["customer", "client"] },
  customer_tier: { label: "Customer tier", plural: "customer tiers", synonyms: ["customer tier"] },
  tier: { label: "Tier", plural: "tiers", synonyms: ["service tier", "tier"] },
  gap: { label: "What is missing", plural: "kinds of gap", synonyms: ["gap", "kind of gap"] },
  region: { label: "Region", plural: "regions", synonyms: ["region"] },
  priority: { label: "Priority", plural: "priorities", synonyms: ["priority"] },
  impact: { label: "Impact", plural: "impacts", synonyms: ["impact"] },
  urgency: { label: "Urgency", plural: "urgencies", synonyms: ["urgency"] },
  category: { label: "Category", plural: "categories", synonyms: ["category"] },
  subcategory: { label: "Subcategory", plural: "subcategories", synonyms: ["subcategory"] },
  channel: { label: "Channel", plural: "channels", synonyms: ["channel", "contact type"] },
  location: { label: "Location", plural: "locations", synonyms: ["location"] },
  assignee: { label: "Assignee", plural: "assignees", synonyms: ["assignee"] },
  state: { label: "State", plural: "states", synonyms: ["state", "status"] },
  status: { label: "Status", plural: "statuses", synonyms: [] },
  kind: { label: "Kind", plural: "kinds", synonyms: ["kind of team"] },
  lifecycle: { label: "Lifecycle", plural: "lifecycles", synonyms: ["lifecycle"] },
  section: { label: "Section", plural: "sections", synonyms: ["section"] },
  outcome: { label: "Outcome", plural: "outcomes", synonyms: ["outcome"] },
  tool: { label: "Tool", plural: "tools", synonyms: ["tool"] },
  reason: { label: "Reason", plural: "reasons", synonyms: [] },
  intent: { label: "Intent", plural: "intents", synonyms: ["intent"] },
  hour_of_day: { label: "Hour of day", plural: "hours", synonyms: ["hour of the day"] },
  day_of_week: { label: "Day of week", plural: "weekdays", synonyms: ["weekday"] },
  hour: { label: "Hour", plural: "hours", synonyms: [] },
  day: { label: "Day", plural: "days", synonyms: ["day"] },
  week: { label: "Week", plural: "weeks", synonyms: ["week"] },
  month: { label: "Month", plural: "months", synonyms: ["month"] },
  quarter: { label: "Quarter", plural: "quarters", synonyms: ["quarter"] },
};

export const dimensionLabel = (id: string): string => dimensionWords[id]?.label ?? id.replaceAll("_", " ");
export const dimensionPlural = (id: string): string => dimensionWords[id]?.plural ?? `${id.replaceAll("_", " ")} values`;

/** Lower case inside a sentence, except for abbreviations ("SLA breach rate"). */
export const inSentence = (label: string): string => (/^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label);
