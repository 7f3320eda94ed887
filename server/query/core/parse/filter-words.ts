export interface FilterWords {
  field: string;
  value: string;
  patterns: readonly string[];
}

const priority = (value: string, word: string): FilterWords => ({ field: "priority", value, patterns: [value, `${word} priority`, `priority ${word}`, `priority ${value.slice(1)}`, `prio ${value.slice(1)}`, `p ${value.slice(1)}`] });

/** Conditions that hold in every deployment; the lexicon adds its own and wins where both read the same words. */
export const filterWords: readonly FilterWords[] = [
  priority("p1", "critical"),
  priority("p2", "high"),
  priority("p3", "moderate|medium|normal"),
  priority("p4", "low"),
  { field: "priority", value: "p1", patterns: ["urgent|critical ticket|case|request", "urgent priority", "highest priority"] },
  { field: "severity", value: "sev1", patterns: ["sev1", "sev|severity 1", "major incident|outage"] },
  { field: "severity", value: "sev2", patterns: ["sev2", "sev|severity 2"] },
  { field: "severity", value: "sev3", patterns: ["sev3", "sev|severity 3"] },
  { field: "severity", value: "sev4", patterns: ["sev4", "sev|severity 4"] },
  { field: "status", value: "open", patterns: ["status|state open", "unresolved", "not closed", "not resolved", "still open"] },
  { field: "status", value: "waiting", patterns: ["waiting|awaiting ticket", "ticket .. waiting|awaiting", "on hold", "awaiting user|customer|vendor|problem?"] },
  { field: "status", value: "down", patterns: ["site|monitor|website|endpoint|service|what|which|anything is|are currently|now? down", "down right? now|currently", "currently down", "is .. down right? now?", "unavailable now"] },
  { field: "owner", value: "none", patterns: ["no owner", "without an|any? owner", "unowned", "ownerless", "has|have|lack|lacking|missing no|an? owner", "not owned", "orphaned|orphan service", "nobody|noone owns|own"] },
  { field: "team", value: "none", patterns: ["no team|group", "without a|any? team|group", "unrouted"] },
  { field: "runbook", value: "none", patterns: ["no runbook", "without a|any? runbook", "lack|lacking|missing a|any? runbook"] },
  { field: "assignee", value: "none", patterns: ["unassigned", "no assignee", "without an|any? assignee", "not assigned", "nobody assigned"] },
  { field: "assignee", value: "me", patterns: ["assigned to me", "my open? ticket"] },
  { field: "region", value: "eu", patterns: ["in|for|from the? eu|europe|emea", "eu|european customer|service|ticket", "region eu"] },
  { field: "region", value: "us", patterns: ["in|for|from the us|usa", "us customer|region", "region us"] },
  { field: "region", value: "apac", patterns: ["apac", "asia pacific?"] },
  { field: "customer_tier", value: "enterprise", patterns: ["enterprise"] },
  { field: "customer_tier", value: "business", patterns: ["business customer|client|account|tier|plan"] },
  { field: "customer_tier", value: "free", patterns: ["free customer|client|account|tier|plan|user"] },
  { field: "tier", value: "1", patterns: ["tier 1|one service|app|application|system?", "critical|important service"] },
  { field: "tier", value: "2", patterns: ["tier 2|two service|app|application|system?"] },
  { field: "tier", value: "3", patterns: ["tier 3|three service|app|application|system?"] },
  { field: "support_level", value: "1", patterns: ["support tier|level|line 1|one", "tier|level 1|one support", "first line", "l1"] },
  { field: "support_level", value: "2", patterns: ["support tier|level|line 2|two", "tier|level 2|two support", "second line", "l2"] },
  { field: "support_level", value: "3", patterns: ["support tier|level|line 3|three", "tier|level 3|three support", "third line", "l3"] },
  { field: "root_cause", value: "vendor", patterns: ["caused by|due to? a|the? vendor|supplier", "vendor caused|issues"] },
  { field: "root_cause", value: "change", patterns: ["caused by|due to? a? change|deploy|deployment|release", "change related|induced"] },
  { field: "time_of_day", value: "night", patterns: ["at|during the? night", "overnight", "nightly"] },
  { field: "time_of_day", value: "business_hours", patterns: ["business|working|office hours"] },
  ...["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"].map((day) => ({ field: "day_of_week", value: day, patterns: [`every|each ${day}`] })),
];
