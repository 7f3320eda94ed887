export interface FilterWords {
  field: string;
  value: string;
  patterns: readonly string[];
}

const priority = (value: string): FilterWords => ({ field: "priority", value, patterns: [value, `priority ${value.slice(1)}`, `prio ${value.slice(1)}`, `p ${value.slice(1)}`] });
const named = (value: string, more: readonly string[] = []): FilterWords => ({ field: "priority", value, patterns: [`${value} priority`, `priority ${value}`, `${value} prio`, `${value} ticket|case|request`, `marked|flagged|labelled|tagged as? ${value}`, ...more] });
const causes = "caused|triggered|blamed|due|owed|attributed|traced|down to|by|on a|an|the|our|bad|faulty?";
const cause = (value: string, nouns: string, more: readonly string[] = []): FilterWords => ({
  field: "root_cause", value,
  patterns: [`3 ${causes} ${nouns}`, `2 because of a|an|the? ${nouns}`, `2 lack of ${nouns}`, `2 ${nouns} as the? cause|root|reason`, `2 ${nouns} related|induced|caused|driven`, `2 ${nouns} incident|outage`, `2 came|come down to a|an|the? ${nouns}`, `2 root? cause ${nouns}`, `3 ${nouns} at the bottom|root|heart`, ...more],
});

/** Conditions that hold in every deployment; the lexicon adds its own and wins where both read the same words. */
export const filterWords: readonly FilterWords[] = [
  priority("p1"), priority("p2"), priority("p3"), priority("p4"), priority("p5"),
  { field: "priority", value: "p1", patterns: ["critical priority", "priority critical", "critical ticket|case|request", "highest priority"] },
  named("urgent", ["urgent only|ones|one", "something|anything urgent", "0.9 urgent .. ticket|case|request|queue"]), named("high"), named("normal", ["normal ones", "moderate|medium priority", "priority moderate|medium"]), named("low"),
  { field: "severity", value: "sev1", patterns: ["sev1", "sev|severity 1", "major incident|outage"] },
  { field: "severity", value: "sev2", patterns: ["sev2", "sev|severity 2"] },
  { field: "severity", value: "sev3", patterns: ["sev3", "sev|severity 3"] },
  { field: "severity", value: "sev4", patterns: ["sev4", "sev|severity 4"] },
  { field: "status", value: "open", patterns: ["waiting with us", "status|state open", "unresolved", "not been? yet? closed|resolved", "havent|hasnt|arent|isnt been? yet? closed|resolved", "nobody|noone has|have? yet? closed|resolved", "never been? closed|resolved", "still open"] },
  { field: "status", value: "waiting", patterns: ["waiting|awaiting ticket", "ticket .. waiting|awaiting", "on hold", "awaiting user|customer|vendor|problem?"] },
  { field: "status", value: "down", patterns: ["site|monitor|website|endpoint|service|what|which|anything is|are currently|now? down", "down right? now|currently", "currently down", "is .. down right? now?", "unavailable now"] },
  { field: "owner", value: "none", patterns: ["no owner", "without an|any? owner", "unowned", "ownerless", "has|have|lack|lacking|missing no|an? owner", "not owned", "orphaned|orphan service", "nobody|noone owns|own"] },
  { field: "team", value: "none", patterns: ["no team|group", "without a|any? team|group", "unrouted"] },
  { field: "runbook", value: "none", patterns: ["no runbook", "without a|any? runbook", "lack|lacking|missing a|any? runbook"] },
  { field: "assignee", value: "none", patterns: ["unassigned", "no assignee", "without an|any? assignee", "not assigned", "nobody assigned"] },
  { field: "assignee", value: "me", patterns: ["assigned to me", "my open? ticket"] },
  { field: "region", value: "eu", patterns: ["in|for|from the? eu|europe|emea", "eu|european|europe|emea customer|service|ticket|region|user|account", "region eu", "eu", "european", "europe", "emea"] },
  { field: "region", value: "us", patterns: ["in|for|from the us|usa", "us customer|region|user|account|service", "region us", "vs|versus|against us", "usa", "america|american", "united states"] },
  { field: "region", value: "apac", patterns: ["apac", "asia pacific?"] },
  { field: "customer_tier", value: "enterprise", patterns: ["enterprise", "2 big|biggest|large|largest|key|major|important account|customer|client"] },
  { field: "customer_tier", value: "business", patterns: ["business customer|client|account|tier|plan|user", "business ones", "vs|versus|against business", "business vs|versus|against|or free|enterprise"] },
  { field: "customer_tier", value: "free", patterns: ["free customer|client|account|tier|plan|user|one", "than free ones?", "free plan|tier|of charge", "vs|versus|against|and|or free", "free vs|versus|against|and|or business|enterprise|paying|paid"] },
  { field: "tier", value: "1", patterns: ["tier 1|one service|app|application|system?", "critical|important service"] },
  { field: "tier", value: "2", patterns: ["tier 2|two service|app|application|system?"] },
  { field: "tier", value: "3", patterns: ["tier 3|three service|app|application|system?"] },
  { field: "support_level", value: "1", patterns: ["support tier|level|line 1|one", "tier|level 1|one support", "tier|level 1|one vs|versus|against", "first line", "l1"] },
  { field: "support_level", value: "2", patterns: ["support tier|level|line 2|two", "tier|level 2|two support", "second line", "l2"] },
  { field: "support_level", value: "3", patterns: ["support tier|level|line 3|three", "tier|level 3|three support", "third line", "l3"] },
  cause("vendor", "vendor|supplier|provider", ["2 vendor|supplier|provider failure|fault|trouble|problem", "2 incident|outage .. vendor|supplier|provider cause|caused", "2 vendor|supplier|provider was|were|is to blame", "2 vendor|supplier|provider was|were|is responsible", "2 vendor|supplier|provider at fault", "2 vendor|supplier|provider let us|me down", "third party .. cause", "vendor issue", "vendor|supplier|provider ones"]),
  cause("change", "change|deploy|deployment|release", ["change we made", "2 caused|triggered|made by our own? change"]),
  cause("capacity", "capacity|overload", ["2 ran|run|running out of room|space|capacity", "2 capacity problem|problems|issue|issues|trouble cost|costs|cause|caused|make|made"]),
  cause("config", "config|configuration|misconfiguration", ["config|configuration problem|problems|error|errors|mistake", "bad|wrong config|configuration"]),
  cause("code", "code|bug|bugs", ["code change .. cause", "software bug"]),
  cause("data", "=data|corruption"),
  cause("network", "network|networking", ["network problem|problems|issue|issues"]),
  { field: "root_cause", value: "unknown", patterns: ["unknown cause|root|reason", "without a? known? cause", "no known? cause", "cause unknown"] },
  { field: "time_of_day", value: "night", patterns: ["at|during|by|in the? night", "0.9 overnight", "night ones|one", "night window|page|alert|shift|call|time|change|incident", "=nights", "4 outside|out of? business|office|working hour", "after hours", "night time", "between|from midnight and|to|until five|six|5|6|dawn", "small hours"] },
  { field: "day_of_week", value: "weekend", patterns: ["3 on|at|during =weekends", "=weekends", "weekend ticket|incident|page|alert|outage|request"] },
  { field: "time_of_day", value: "business_hours", patterns: ["business|working|office hours", "hours of the working day"] },
  ...["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"].map((day) => ({ field: "day_of_week", value: day, patterns: [`every|each ${day}`, `on a|any ${day}`, `on =${day}s`, `=${day}s`, `${day} ticket|incident|page|alert|change|deployment|request|outage`] })),
];
