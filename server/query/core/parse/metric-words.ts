/** How people name the measures of operations. Measures that no table holds yet are here too, so that the answer can say "not held". */
export interface MetricWords {
  id: string;
  label: string;
  kind: "flow" | "stock";
  /** Which way is better; decides what "worst" and "best" mean. */
  good: "up" | "down";
  /** What kind of record it measures; decides between a team and a service of the same name. */
  family: "tickets" | "reliability" | "catalog" | "change" | "other";
  /** See `patterns.ts` for the notation; a number in front overrides the weight. */
  patterns: readonly string[];
  /** The condition it stands for when records are listed ("reopened tickets"). */
  asFilter?: string;
}

const ticketNoun = "ticket|request|case|call|issue";

const tickets: MetricWords[] = [
  { id: "ticket_volume", label: "Tickets opened", kind: "flow", good: "down", family: "tickets", patterns: [`~${ticketNoun} .. opened|raised|logged|created|filed|submitted|received|arrived|reported`, `${ticketNoun} .. open in|on|during|last|yesterday|each|per`, "ticket|case volume|count|intake|inflow|arrival|demand", "volume|number|count|inflow|intake|demand of new? ticket", "new ticket", "volume", "incoming ticket", "ticket .. come|came|coming in", "ticket did we|they|customer get|open|receive|see", "opened", "ticket per|a|each|every day|week|month", "support demand|load|volume"] },
  { id: "tickets_closed", label: "Tickets closed", kind: "flow", good: "up", family: "tickets", asFilter: "status:closed", patterns: ["vs|versus|and|against resolved|closed|solved", `~${ticketNoun} .. closed|resolved|solved|completed|finished|handled|fixed`, "closed", "closure|throughput", "ticket throughput", "ticket did we|they close|resolve|solve", "close|closing|resolve|solve the? most|fewest|least ticket?", "close|resolve|solve ticket"] },
  { id: "ticket_backlog", label: "Open tickets", kind: "stock", good: "down", family: "tickets", asFilter: "status:open", patterns: ["backlog", "open|unresolved|outstanding|pending|unclosed|active .. ticket|case|request", "ticket are|is|still|remain|currently|stay|that|which are|is|still|remain? open|unresolved|outstanding|pending|waiting|unclosed", "ticket are|is|remain|still open|unresolved|outstanding|pending|waiting|unclosed", "ticket open|unresolved|outstanding now|currently|today", "unresolved|outstanding|unclosed", "ticket not yet? closed|resolved", "not closed|resolved ticket?", "still open", "ticket queue|pile", "open work|items|queue"] },
  { id: "ticket_age", label: "Age of open tickets", kind: "stock", good: "down", family: "tickets", patterns: ["age of open|the|our|unresolved ticket|backlog", "ticket age", "backlog age", "how old are|is .. ticket|backlog", "average age", "old are|is open|the|our ticket|backlog"] },
  { id: "resolution_time", label: "Time to resolve", kind: "flow", good: "down", family: "tickets", patterns: ["time to|for resolve|resolution|close|fix|solve|closure", "resolution|resolve|closing|closure|handling|handle|fix|solution time|duration|speed", "how long|quick|quickly|fast .. resolve|close|solve|fix|resolving|closing|resolved|closed|solved|fixed", "3 how long do|does|did .. take|took", "take|took to close|resolve|solve|fix", "resolve|close|solve|fix|closing|resolving|solving|fixing .. fastest|slowest|quickest|quicker|slower|faster", "fastest|slowest|quickest|quicker|slower|faster .. resolve|close|solve|fix|resolution|resolving", "turnaround time?", "ttr", "cycle time", "days|hours to resolve|close", "resolution longest|slowest", "slowest|fastest|longest .. ticket"] },
  { id: "first_response_time", label: "Time to first response", kind: "flow", good: "down", family: "tickets", patterns: ["first response|reply time?", "time to first? response|respond|reply|answer", "response time to|for|of ticket|customer", "how long|fast|quick|quickly .. respond|reply|answer", "frt"] },
  { id: "time_to_assign", label: "Time to assign", kind: "flow", good: "down", family: "tickets", patterns: ["time to assign|assignment", "assignment time|delay", "how long .. assigned|assign"] },
  { id: "time_in_state", label: "Time in state", kind: "flow", good: "down", family: "tickets", patterns: ["time|days|hours in|spent|waiting in? each|every state|status|stage", "time in state|status|stage", "how long .. wait|waiting|stay|sit in|for|on"] },
  { id: "sla_breach_rate", label: "SLA breaches", kind: "flow", good: "down", family: "tickets", asFilter: "sla:missed", patterns: ["sla breach|breaches|miss|misses|violation|failure rate|count|share|percentage?", "breach|breached|breaching|breaches|miss|missed|misses|missing|violate|violated|fail|failed|failing|exceed|exceeded|blow|blew|break|broke .. sla", "sla .. breached|missed|violated|failed|broken|blown|breach|miss|misses", "~sla .. performance|compliance|attainment|rate|share|percentage|adherence", "within|inside|outside|beyond .. sla", "meet|met|meeting|keep|kept|made|make|hit .. sla", "sla met|kept|made", "2 sla", "sla", "service level agreement", "out of sla", "promised time", "breached", "late ticket", "ticket .. late|overdue", "overdue ticket"] },
  { id: "sla_at_risk", label: "Tickets about to miss their SLA", kind: "stock", good: "down", family: "tickets", asFilter: "sla:at_risk", patterns: ["~sla .. risk|danger", "about|likely|going to miss|breach .. sla", "close to breaching|breach"] },
  { id: "reopen_rate", label: "Reopened tickets", kind: "flow", good: "down", family: "tickets", asFilter: "reopened:yes", patterns: ["reopen|reopened|reopening rate|share|count|percentage?", "re open|opened|opening rate|share|count?", "reopened|reopen ticket", "ticket .. reopened|reopen", "ticket .. come|came|bounce|bounced back", "ticket .. re opened|open", "opened again"] },
  { id: "handed_away", label: "Tickets handed away", kind: "flow", good: "down", family: "tickets", asFilter: "reassigned:yes", patterns: ["hand|handed|handing|hands|give|gave|pass|passed|passing|bounce|bounced|transfer|transferred|forward|forwarded|kick|push .. away|on|off|around|along|elsewhere|out|over", "~ticket .. transferred|transfer|reassigned|reassign|rerouted|reroute|forwarded|misrouted", "hand off|over|away", "handoff|handover|handed_away", "reassign|reassigned|reassignment|reassignments", "re assign|assigned|assignment", "ping pong", "bounce|bounced ticket"] },
  { id: "reassignment_rate", label: "Reassignment rate", kind: "flow", good: "down", family: "tickets", patterns: ["4 reassignment rate|share|percentage", "4 share|rate|percentage of reassigned|reassignment ticket?", "4 reassignment per ticket"] },
  { id: "received_by", label: "Tickets received from other groups", kind: "flow", good: "down", family: "tickets", patterns: ["4 ~ticket .. received|receive|get|got|take|taken from other|another|others", "4 receive|received|get|got|inherit|inherits|inherited .. handed|reassigned|transferred|passed|reassignment|from others|other|another", "4 receive .. ticket|handover|handoff|reassigned|handed", "4 handed|passed|transferred|reassigned to them|us", "4 received by"] },
  { id: "escalation_rate", label: "Escalated tickets", kind: "flow", good: "down", family: "tickets", asFilter: "escalated:yes", patterns: ["escalation|escalated|escalate|escalating rate|share|ticket?", "ticket .. escalated|escalate"] },
  { id: "csat", label: "Customer satisfaction", kind: "flow", good: "up", family: "tickets", patterns: ["csat", "customer|user satisfaction score?", "satisfaction score|survey|rating", "how happy|satisfied .. customer|user"] },
];

const reliability: MetricWords[] = [
  { id: "availability", label: "Availability", kind: "flow", good: "up", family: "reliability", patterns: ["availability", "uptime", "up time", "how available|reliable", "available", "percentage|share of time .. up", "how often|much .. up", "reliability of|for|by", "reliable"] },
  { id: "slo_attainment", label: "SLO attainment", kind: "flow", good: "up", family: "reliability", patterns: ["slo attainment|compliance|performance|status?", "service level objective", "meet|met|meeting|miss|missed .. slo|objective", "slo"] },
  { id: "error_budget_remaining", label: "Error budget left", kind: "stock", good: "up", family: "reliability", patterns: ["error budget remaining|left?", "budget left|remaining of|for", "how much .. error? budget .. left|remain|remaining|remains", "budget left"] },
  { id: "budget_spent", label: "Error budget spent", kind: "flow", good: "down", family: "reliability", patterns: ["3 error? budget spent|used|consumed|burned|burnt", "3 spent|used|consumed|burned|burnt .. error budget"] },
  { id: "error_budget_burn_rate", label: "Error budget burn rate", kind: "flow", good: "down", family: "reliability", patterns: ["error? budget? burn rate", "3 burning|burn .. budget", "burn rate", "budget burn"] },
  { id: "latency", label: "Latency", kind: "flow", good: "down", family: "reliability", patterns: ["latency|latencies", "response time|speed", "page? load time", "ping time?", "how fast|slow is|are|was|were", "slow|slowest|fastest site|monitor|endpoint|website|check", "site|monitor|endpoint|website|check .. slow|slowest|fastest|fast"] },
  { id: "latency_p95", label: "p95 latency", kind: "flow", good: "down", family: "reliability", patterns: ["p95 latency"] },
  { id: "error_rate", label: "Error rate", kind: "flow", good: "down", family: "reliability", patterns: ["error|failure|failed rate|ratio|share|percentage", "error|errors", "rate of error|errors"] },
  { id: "request_volume", label: "Requests", kind: "flow", good: "up", family: "reliability", patterns: ["request volume|count|rate|traffic", "traffic", "requests per second|minute|hour|day", "rps", "throughput of"] },
  { id: "outage_count", label: "Outages", kind: "flow", good: "down", family: "reliability", patterns: ["outage count|frequency", "number|count of outage|downtime", "how many|often .. outage|down|downtime", "most|fewest|more|fewer|least outage", "outage per", "went|go|goes|fell|gone down", "down most|more often"] },
  { id: "outage_minutes", label: "Downtime", kind: "flow", good: "down", family: "reliability", patterns: ["downtime", "down time", "outage minute|hour|duration|time|length", "minute|hour|time of outage|downtime", "minute|hour|time down", "how long .. down|outage|unavailable", "was|were|been down", "unavailability", "longest|shortest|worst|biggest .. outage|downtime", "outage by|of|with duration|length|longest"] },
  { id: "incident_count", label: "Incidents", kind: "flow", good: "down", family: "reliability", patterns: ["incident count|volume|frequency", "number of incident", "how many .. incident", "incident", "sev1|sev2|sev3|sev4", "major incident"] },
  { id: "incident_minutes", label: "Incident minutes", kind: "flow", good: "down", family: "reliability", patterns: ["incident minute|hour|duration", "minutes|hours|time of|in incident"] },
  { id: "mttr", label: "Mean time to restore", kind: "flow", good: "down", family: "reliability", patterns: ["mttr", "mean|average? time to restore|recover|repair|recovery|restoration", "time to restore|recover|mitigate|repair|recovery", "how long|fast|quickly .. restore|recover|mitigate", "recovery time"] },
  { id: "mtta", label: "Mean time to acknowledge", kind: "flow", good: "down", family: "reliability", patterns: ["mtta", "mean|average? time to acknowledge|detect|acknowledgement|ack", "time to acknowledge|ack|detect"] },
  { id: "repeat_incident_rate", label: "Repeat incidents", kind: "flow", good: "down", family: "reliability", patterns: ["3 repeat|repeated|recurring|recurrent incident|outage|failure", "3 incident .. repeat|recur|again", "3 incident recurrence"] },
  { id: "action_overdue", label: "Overdue actions", kind: "stock", good: "down", family: "reliability", patterns: ["3 ~overdue|late|open .. action", "action item", "postmortem action|follow"] },
  { id: "alert_volume", label: "Alerts", kind: "flow", good: "down", family: "reliability", patterns: ["alert volume|count?", "number of alert", "how many alert"] },
  { id: "alert_noise_ratio", label: "Alert noise", kind: "flow", good: "down", family: "reliability", patterns: ["alert noise|fatigue", "noisy|noisiest|false|useless alert|alarm", "alert .. noisy|noisiest|false"] },
  { id: "oncall_pages", label: "On-call pages", kind: "flow", good: "down", family: "reliability", patterns: ["on call page|load|burden?", "oncall page|load?", "pages|paged .. night|on|oncall|call", "how often|many .. paged|pages"] },
];

const other: MetricWords[] = [
  { id: "maintenance_count", label: "Maintenance windows", kind: "flow", good: "down", family: "change", patterns: ["maintenance window|count|work?", "scheduled|planned maintenance|work"] },
  { id: "maintenance_minutes", label: "Maintenance minutes", kind: "flow", good: "down", family: "change", patterns: ["maintenance minute|hour|duration|time", "minute|hour|time of|in maintenance"] },
  { id: "maintenance_overrun_rate", label: "Maintenance overruns", kind: "flow", good: "down", family: "change", patterns: ["~maintenance .. overrun|overran|overrunning|late|longer", "overrun|overran"] },
  { id: "maintenance_conflicts", label: "Maintenance conflicts", kind: "stock", good: "down", family: "change", patterns: ["~maintenance .. conflict|overlap|overlapping|clash|collide", "window conflict|clash"] },
  { id: "change_count", label: "Changes", kind: "flow", good: "down", family: "change", patterns: ["number|count of change", "how many change", "change count|volume", "changes made|did"] },
  { id: "deployment_frequency", label: "Deployment frequency", kind: "flow", good: "up", family: "change", patterns: ["deployment|deploy|release frequency|rate|count|cadence?", "deployments|deploys", "how often|many .. deploy|deployed|release|released|ship|deployment", "ship .. often"] },
  { id: "change_lead_time", label: "Change lead time", kind: "flow", good: "down", family: "change", patterns: ["change|delivery? lead time", "lead time for change|delivery", "commit to production|deploy"] },
  { id: "change_failure_rate", label: "Change failure rate", kind: "flow", good: "down", family: "change", patterns: ["3 change failure rate?", "3 failed|failing change|deploy|deployment|release", "3 change|deploy|deployment|release .. fail|failed|failure|break|broke"] },
  { id: "rollback_count", label: "Rollbacks", kind: "flow", good: "down", family: "change", patterns: ["rollback", "roll|rolled back"] },
  { id: "patch_compliance", label: "Patch compliance", kind: "stock", good: "up", family: "change", patterns: ["patch compliance|status|level|coverage", "patched|unpatched", "security patch", "patching"] },
  { id: "doc_age", label: "Age of documents", kind: "stock", good: "down", family: "catalog", patterns: ["~age|old|stale|outdated|oldest .. runbook|doc|document|documentation|guide|policy", "document|doc|runbook age|freshness|staleness"] },
  { id: "runbook_coverage", label: "Runbook coverage", kind: "stock", good: "up", family: "catalog", patterns: ["runbook coverage", "coverage of runbook", "share|percentage of service .. runbook"] },
  { id: "goal_progress", label: "Goal progress", kind: "stock", good: "up", family: "other", patterns: ["goal|okr|objective progress|status?", "progress on|towards|toward .. goal|okr|objective", "key result"] },
  { id: "query_latency_p95", label: "Time to answer", kind: "flow", good: "down", family: "other", patterns: ["query|answer latency|time|speed", "how fast|quick .. answer question|questions"] },
  { id: "cache_hit_rate", label: "Cache hit rate", kind: "flow", good: "up", family: "other", patterns: ["cache hit rate|ratio|share?", "cache hits"] },
  { id: "llm_cost_per_task", label: "Model cost per question", kind: "flow", good: "down", family: "other", patterns: ["llm|model|ai|token cost|spend|spending", "cost per task|question|answer|query"] },
  { id: "tool_error_rate", label: "Tool errors", kind: "flow", good: "down", family: "other", patterns: ["tool error|failure rate?"] },
  { id: "answer_success", label: "Questions answered", kind: "flow", good: "up", family: "other", patterns: ["question answered|unanswered", "answer success rate?"] },
  { id: "service_count", label: "Services", kind: "stock", good: "up", family: "catalog", patterns: ["number|count of service|application|app|system", "how many .. service|application|app", "service count"] },
  { id: "customer_count", label: "Customers", kind: "stock", good: "up", family: "catalog", patterns: ["number|count of customer|client|account", "how many customer|client|account", "how many enterprise|business|free customer|client|account", "customer count"] },
  { id: "team_count", label: "Teams", kind: "stock", good: "up", family: "catalog", patterns: ["number|count of team|group|squad", "how many team|group|squad", "how many delivery|support|assignment|resolver team|group", "team count"] },
  { id: "runbook_count", label: "Runbooks", kind: "stock", good: "up", family: "catalog", patterns: ["number|count of runbook|document|doc|guide", "how many runbook|document|doc|guide|playbook", "runbook count"] },
  { id: "monitor_count", label: "Monitors", kind: "stock", good: "up", family: "reliability", patterns: ["number|count of monitor|site|website|endpoint", "how many monitor|site|website|endpoint", "monitor count"] },
];

export const metricWords: readonly MetricWords[] = [...tickets, ...reliability, ...other];
export const metricWordsById: ReadonlyMap<string, MetricWords> = new Map(metricWords.map((entry) => [entry.id, entry]));

/** Metrics that stand in for one another when the deployment defines only one of them. */
export const metricTwins: Readonly<Record<string, string>> = { handed_away: "reassignment_rate", reassignment_rate: "handed_away", latency: "latency_p95", latency_p95: "latency" };
