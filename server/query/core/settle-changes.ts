import type { QueryPlan } from "../contract";
import type { SemanticLayer } from "./metric";
import { ordersWindow } from "./forms/orders";
import { subjectOf } from "./plan-work";
import { lengthSaid } from "./said-times";
import { isApplicable } from "./sql/filters";

const changed = /\b(?:chang(?:e|ed|es)|deploy(?:ed|ments?|s)?|releas(?:e|ed|es)|shipped|went out|rolled out|altered|modified|touched)\b/i;
const causing = /\b(?:which|what)\b.{0,12}\b(?:releases?|deploy\w*|changes?)\b.*\b(?:caused?|broke|behind|triggered|led to|brought down)\b.*?\b(?:the|our|that|this|last|latest)\b.*?\b(outages?|downtimes?|incidents?|inc-?\d+)\b/i;
const beforeTrouble = /\b(?:before|prior to|ahead of|leading up to|preced(?:e|ed|es|ing))\b.*?\b(inc-?\d+|outages?|downtimes?|crash(?:es)?|incidents?|failures?|breakdowns?|alerts?|pages?|went down|fell over|broke|failed|stopped)\b/i;
const measured = /\b(?:compared?|versus|vs|more|fewer|less|how many|how often|rate|count|number of)\b/i;
const troubleKind = (word: string): string => (/^incident/i.test(word) ? "incident" : /^(?:alert|page)/i.test(word) ? "alert" : "outage");

/** "What changed before the checkout outage?": the changes of the hour before the last trouble of that kind, before one by number, or before those within the time that is named. */
function settleBefore(plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan | null {
  const trouble = (beforeTrouble.exec(question) ?? causing.exec(question))?.[1];
  const subject = subjectOf(layer, "change_before");
  if (trouble === undefined || !subject || !changed.test(question) || measured.test(question)) return null;
  const number = /^inc-?(\d+)$/i.exec(trouble)?.[1];
  // "The hour before" says how far back, not when.
  const time = plan.time?.explicit === true && number === undefined && !/\bhours? before\b/i.test(question) ? plan.time : null;
  const hasService = plan.entities.some((pair) => pair.startsWith("service:"));
  const filter = number !== undefined ? `incident:${number}` : `${time !== null ? "before_any" : hasService ? "before" : "before_last"}:${troubleKind(trouble)}`;
  return { ...plan, subject: subject.id, time, compareTo: null, dimensions: [], filters: [...plan.filters.filter((pair) => isApplicable(subject, pair)), filter], order: "desc" };
}

const moving = /\b(?:mov(?:e|ed|ing)|reschedul(?:e|ed|ing)|postpon(?:e|ed|ing)|delay(?:ed|ing)?|shift(?:ed|ing)?|push(?:ed|ing)? back|bring(?:ing)? forward|put off|better (?:time|slot|day|window)|safe|risky|go(?:es)? ahead)\b/i;
const work = /\b(?:windows?|maintenance|planned work|mw-\d+)\b/i;
const filler = new Set(
  ("should shall would could can do does did we you i it its the a an our this that these be is are was to of on for at in into and or off out back forward put push bring move moved moving reschedule rescheduled rescheduling postpone postponed postponing delay delayed delaying shift shifted shifting better best good bad time slot day week " +
    "window windows maintenance planned work monday tuesday wednesday thursday friday saturday sunday tomorrow tonight today weekend next coming upcoming morning evening night please safe wise ok okay there any what when which why how if not think recommend advise another other").split(" "),
);
const wordsOf = (question: string): string[] => [...new Set(question.toLowerCase().replace(/['’]s\b/g, "").match(/[a-z0-9][a-z0-9-]*/g) ?? [])].filter((word) => !filler.has(word)).sort().slice(0, 8);

/** "Should we move Saturday's database window?": the planned windows that the day and the words name, with what speaks for and against moving them. */
function settleAdvice(plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan | null {
  const subject = subjectOf(layer, "window_advice");
  if (!subject || plan.intent === "explain" || plan.intent === "doc_lookup" || !moving.test(question) || !work.test(question)) return null;
  const entities = plan.entities.filter((pair) => pair.startsWith("service:"));
  const words = entities.length > 0 ? [] : wordsOf(question);
  return { ...plan, subject: subject.id, entities, compareTo: null, dimensions: [], filters: [], order: "desc", limit: plan.limit ?? 3, ...(words.length > 0 ? { words } : {}) };
}

const seeking = /\b(?:best|good|right|safest|quietest|cheapest|free|ideal|suitable|least (?:busy|risky|harmful))\b.{0,16}\b(?:times?|slots?|moments?|windows?|days?|nights?|hours?)\b|\b(?:find|suggest|propose|recommend|give)\b.{0,24}\b(?:slots?|windows?|times?)\b|\bwhen (?:can|could|should|would|is it (?:best|safest|safe))\b/i;
const workKinds = /\b(?:maintenance|windows?|patch\w*|upgrad\w+|updat\w+|migrat\w+|restart\w*|reboot\w*|planned work|work on|downtime|failover|re-?index\w*)\b/i;
const aside = new Set("one two three four six eight ten twelve half hour hours hr hrs h minute minutes min mins an patch patching upgrade upgrading update updating migrate migrating migration restart restarting reboot rebooting failover reindex reindexing downtime best safest quietest cheapest free ideal suitable find suggest propose recommend give me us moment hours".split(" "));
const lengths = [15, 30, 60, 90, 120, 180, 240, 360, 480, 720];
/** How long the work lasts, taken up to the next length that is offered; an hour where it is not said. */
function lengthOf(question: string): number {
  const minutes = lengthSaid(question) ?? 60;
  return lengths.find((each) => each >= minutes) ?? 720;
}

/** "When is the best time for two hours of work on search?": the slot finder's times for the services that are named. */
function settleSlots(plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan | null {
  const subject = subjectOf(layer, "free_slot");
  if (!subject || plan.intent === "explain" || plan.intent === "doc_lookup" || !seeking.test(question) || !workKinds.test(question) || /\b(?:was|were|did|had)\b/i.test(question)) return null;
  const entities = plan.entities.filter((pair) => pair.startsWith("service:"));
  const words = entities.length > 0 ? [] : wordsOf(question).filter((word) => !aside.has(word) && !/^\d/.test(word));
  if (entities.length === 0 && words.length === 0) return null;
  return { ...plan, intent: "decision", subject: subject.id, metrics: [], entities, compareTo: null, dimensions: [], filters: [`minutes:${lengthOf(question)}`], order: "asc", limit: 3, ...(words.length > 0 ? { words } : {}) };
}

/** "Schedule two hours on search on Friday": the best times for that work; without a service, the work that lies ahead. */
function settleOrdered(plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan | null {
  if (!ordersWindow(question)) return null;
  const entities = plan.entities.filter((pair) => pair.startsWith("service:"));
  const slots = entities.length === 0 ? undefined : subjectOf(layer, "free_slot");
  const bare = { ...plan, scope: "in" as const, persona: plan.persona === "none" ? ("change_manager" as const) : plan.persona, entities, metrics: [], stats: [], dimensions: [], compareTo: null, order: "asc" as const };
  if (slots) return { ...bare, intent: "decision", subject: slots.id, filters: [`minutes:${lengthOf(question)}`], limit: 3 };
  return subjectOf(layer, "maintenance_window") ? { ...bare, intent: "list_lookup", subject: "maintenance_window", filters: ["ahead:yes"] } : null;
}

const releasing = /\b(?:deploy(?:ing|ment|ments)?|releas(?:e|es|ing)|ship(?:ping)?|roll(?:ing)? out|rollouts?|go(?:ing)? live|push(?:ing)? (?:to|out)|changes?)\b/i;
const permitted = /^\W*(?:(?:so|and|ok|hey|hello|please)\W+)*(?:(?:can|may|could|should|shall|will) (?:we|i|they|the team|\w+)\b|(?:is|would) (?:it|there)\b.{0,24}\b(?:safe|ok|okay|wise|fine|all ?right|allowed|sensible|risky|freeze|anything)\b|are we (?:allowed|free|clear|good|safe)|is (?:\w+ ){1,3}a (?:good|bad|safe) (?:day|time)|(?:any|anything) (?:reason|against)|(?:is|are) (?:releas\w+|deploy\w+|changes?)\b.{0,24}\b(?:safe|ok|okay|allowed|frozen|risky))/i;
const manner = /\b(?:more|less|fewer|faster|slower|better|often|frequent\w*|stop|start|keep|invest|automat\w+|instead|rather|every|weekly|daily|customers?|tell|announce)\b/i;
const unreleased: ReadonlySet<string> = new Set(["explain", "doc_lookup", "root_cause", "forecast"]);

/** "Can we deploy on Friday?": what forbids a release then, and what is to be watched; of the service that is named, else of any. */
function settleRelease(plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan | null {
  const subject = subjectOf(layer, "release_advice");
  const isTimed = plan.time?.explicit === true || /\b(?:now|right away|tonight)\b/i.test(question);
  const isFreeze = /^\W*(?:(?:are|is) there |any |do we have )(?:an? |any )?(?:change |code |release )?freezes?\b/i.test(question) && isTimed;
  if (subject && isFreeze) return { ...plan, intent: "decision", subject: subject.id, metrics: [], entities: plan.entities.filter((pair) => pair.startsWith("service:")), compareTo: null, dimensions: [], filters: plan.entities.some((pair) => pair.startsWith("service:")) ? [] : ["reach:any"], order: "asc", limit: 3 };
  // Whether a team has spent what it may fail is told by its budgets.
  const isOfBudget = plan.entities.some((pair) => pair.startsWith("team:")) && /\b(?:budgets?|spent|used up)\b/i.test(question);
  if (!subject || isOfBudget || unreleased.has(plan.intent) || !isTimed || !permitted.test(question) || !releasing.test(question) || work.test(question) || manner.test(question)) return null;
  const entities = plan.entities.filter((pair) => pair.startsWith("service:"));
  return { ...plan, intent: "decision", subject: subject.id, entities, compareTo: null, dimensions: [], filters: entities.length === 0 ? ["reach:any"] : [], order: "asc", limit: 3 };
}

const records: Readonly<Record<string, readonly [subject: string, filters: readonly string[]]>> = {
  maintenance_count: ["maintenance_window", []], maintenance_minutes: ["maintenance_window", []], deployment_frequency: ["deployment", ["environment:production"]], rollback_count: ["deployment", ["environment:production", "outcome:rolled_back"]], action_overdue: ["action", ["state:overdue"]], change_failure_rate: ["deployment", ["environment:production", "outcome:failed", "outcome:rolled_back"]],
};
const isListing = (plan: QueryPlan, question: string): boolean => plan.intent === "list_lookup" || (plan.intent === "metric_lookup" && /^\s*(?:please )?(?:list|show(?: me| us)?|name|what (?:was|were|got|did we|has been|have we) (?:deployed?|released?|shipped?|rolled out|roll out|changed?))\b/i.test(question) && !measured.test(question) && plan.dimensions.length === 0);

/** Windows and deployments that are listed rather than counted. */
function settleListed(plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan | null {
  const [id, filters] = records[plan.metrics[0] ?? ""] ?? [];
  const subject = id === undefined || plan.subject !== null || !isListing(plan, question) ? undefined : subjectOf(layer, id);
  if (!subject || filters === undefined) return null;
  return { ...plan, intent: "list_lookup", subject: subject.id, compareTo: null, filters: [...new Set([...plan.filters.filter((pair) => isApplicable(subject, pair)), ...filters])] };
}

/** What is asked of change itself: what came before trouble, whether planned work should move, and its records. The kind of question stays as it was read. */
export function settleChanges(plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan {
  const ordered = plan.scope === "in" || plan.scope === "off_domain" ? settleOrdered(plan, question, layer) : null;
  if (ordered !== null || plan.scope !== "in") return ordered ?? plan;
  return settleBefore(plan, question, layer) ?? settleAdvice(plan, question, layer) ?? settleSlots(plan, question, layer) ?? settleRelease(plan, question, layer) ?? settleListed(plan, question, layer) ?? plan;
}
