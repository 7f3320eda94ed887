import type { Intent, QueryPlan } from "../../contract";
import { timeBuckets } from "./dimension-words";
import { strategicIntents } from "./intent-words";
import type { Draft } from "./resolve";
import type { Slots } from "./read-slots";

/** What a few words behind an answer ask for; the first that fits holds. Texts are folded words with one blank between. */
const asked: readonly (readonly [RegExp, Intent])[] = [
  [/\b(?:show|list|give|open|see|get)\b.*\bbehind (?:that|this|it|them|those)\b/, "list_lookup"],
  [/\bwhy\b|\bhow come\b|\bwhats? (?:is |are |was )?(?:slowing|holding|driving|causing|pushing|dragging|making|eating|going wrong)\b|\bwhats? (?:caused|is behind|s behind|behind|happened there)\b|\breason\b|\bwhat is going on there\b|\bwhat (?:drove|drives|caused|explains|made) (?:that|this|it|them|those)\b/, "root_cause"],
  [/\b(?:turn|make|put|write|draft|summarise|summarize|condense|rephrase|word|phrase|boil) (?:that|this|it|those|them|up)\b|\b(?:for|to) the (?:board|ceo|cfo|cto|customer|customers|executives)\b|\b(?:bullets|slide|email|memo)\b/, "exec_communication"],
  [/\bhow (?:did|do) you (?:get|come|calculate|compute|know|work|arrive)\b|\bwhat does that mean\b|\bhow is that (?:calculated|computed|measured|worked)\b|\bwalk me through\b|\bwhere does (?:that|this) (?:number|figure|come)\b|\bhow (?:sure|certain) are you\b|\bon what basis\b/, "explain"],
  [/\b(?:tackle|fix|do|address|start with|handle|look at) first\b|\bwhich (?:of (?:those|them|these) )?(?:comes? )?first\b|\bin (?:what|which) order\b|\bmost important of\b/, "prioritisation"],
  [/\bwhen will\b|\bat (?:this|that) (?:rate|pace)\b|\b(?:will|would) (?:that|it|this|they|we)\b|\bnext (?:week|month|quarter|year)\b.*\b(?:expect|forecast|look)\b|\bwhat if\b|\bforecast\b|\bend up\b|\bwhere (?:is|are|will|does|do) (?:it|that|this|they|we|things) (?:heading|headed|going|lead|land|be)\b|\bif (?:it|this|that|things) (?:stays?|keeps?|goes on|continues?|carries on)\b/, "forecast"],
  [/\bshould (?:it|we|i|they|that)\b|\bgo ahead\b|\bis (?:that|it) (?:safe|worth|wise|ok)\b/, "decision"],
  [/\bhow (?:can|could|do|should|might) (?:we|i) (?:fix|improve|reduce|cut|lower|get|bring|change|avoid|prevent|stop|speed|shorten|raise)\b|\bwhat can (?:we|i|be) do\b|\bhow (?:do|can) we fix\b|\bways? to (?:\w+ )?(?:fix|improve|reduce|cut|lower|get|bring|avoid|prevent|stop|speed|shorten)\b/, "process_improvement"],
  [/\bwhat could go wrong\b|\bany risks?\b|\bhow risky\b|\banything risky\b|\bat risk\b/, "risk_assessment"],
  [/\b(?:show|list|give) (?:me )?(?:them|those|these|the ones|which ones)\b|\bwhich (?:ones|are (?:they|these|those))\b|\bwhat are they\b|\bwho are they\b/, "list_lookup"],
  [/\bwho (?:owns|looks after|runs|maintains|is (?:responsible|accountable) for|is in charge of) (?:that|this|it|them|those)\b/, "org_design"],
  [/\bover time\b|\bas a (?:trend|line|curve)\b|\b(?:how|is) (?:has )?(?:that|it|this) (?:developed|developing|evolving|evolved|trending|changed|moving|moved|rising|falling|growing)\b|\btrend\b/, "trend"],
  [/\bcompar(?:e|ed|ison|es)\b|\bversus\b|\bvs\b|\bagainst\b|\b(?:better|worse|higher|lower|faster|slower|more|less|fewer)\b(?! than \d)|^(?:and |put (?:it|that) )?next to (?:the|last)\b|\b(?:go|goes|gone|went|come|came) (?:up|down) (?:from|since|on|against)\b|\bbefore that\b.*\bdifferen/, "comparison"],
  [/\b(?:top|bottom|worst|best|highest|lowest|slowest|fastest|biggest|largest|longest|most|least|fewest)\b/, "ranking"],
];

/** "Which channel are they coming through": the answer before, split. */
const asksSplit = (slots: Slots): boolean => slots.order.extreme === null && slots.dimensions.some(({ how }) => how === "which") && slots.tokens.some(({ text }) => text === "they" || text === "those" || text === "these" || text === "it");

/** The intent of a follow-up: what it says itself, or that of the question before. */
export function followUpIntent(draft: Draft, slots: Slots, previous: QueryPlan): Intent {
  const text = slots.tokens.map((token) => token.text).join(" ");
  const split = slots.dimensions.find((match) => match.how === "split");
  const own = draft.intent.value;
  if (/\b(?:go|take it|step) back (?:a|one) (?:year|quarter|month|week)\b/.test(text)) return previous.intent;
  if (split && slots.order.extreme === null && !/\bwhy\b/.test(text) && previous.intent !== "ranking") return timeBuckets.has(split.value) ? "trend" : "breakdown";
  const isReshaped = /\b(?:make|put|turn) (?:it|that|this|them)\b/.test(text) && (slots.order.extreme !== null || slots.order.limit !== null || slots.periods.length > 0 || slots.entities.length > 0);
  const found = asked.filter(([, intent]) => !(isReshaped && intent === "exec_communication")).find(([pattern]) => pattern.test(text))?.[1];
  const said = found ?? (asksSplit(slots) ? "breakdown" : undefined);
  if (said === "ranking" && previous.intent === "list_lookup") return slots.dimensions.length > 0 ? "ranking" : "list_lookup";
  if (said !== undefined) return said;
  if (/\bhow many\b|\bnumber of\b|\bin (?:percent|minutes|hours|total)\b|\bas a (?:share|rate|percentage)\b/.test(text)) return "metric_lookup";
  const isChanged = slots.entities.length + slots.periods.length + slots.filters.length > 0;
  const isSure = draft.intent.score >= (isChanged ? 0.92 : 0.75) && slots.tokens.length >= (isChanged ? 7 : 4) && (strategicIntents.has(own) || own === "explain");
  return isSure ? own : previous.intent;
}
