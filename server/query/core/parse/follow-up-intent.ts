import type { Intent, QueryPlan } from "../../contract";
import { timeBuckets } from "./dimension-words";
import { limitSaid } from "./follow-up-limit";
import { strategicIntents } from "./intent-words";
import type { Draft } from "./resolve";
import type { Slots } from "./read-slots";
import { said } from "./time-slot";

/** How the figure before was made, or what it means. */
const howMade = /\bhow (?:did|do) you (?:get|come|calculate|compute|know|work|arrive)\b|\bwhat does that mean\b|\bhow(?:s| is| was| are| were) (?:that|this|it|they|these|those|the (?:number|figure|rate|value|total|score|percentage))(?: \w+)? (?:calculated|computed|measured|worked|derived|counted|defined|reached|made up|put together|arrived)\b|\bwalk me through\b|\bwhere (?:does|did|do|is) (?:you )?(?:that|this|it|the) ?(?:number|figure|rate|value)?(?: come| coming| taken| get| from)\b|\bwhere did you get\b|\bhow (?:sure|certain) are you\b|\bon what basis\b/;

/** Does a follow-up ask how the answer before it came about? */
export const asksHowMade = (slots: Slots): boolean => howMade.test(said(slots));

/** "And if Priya leaves?", but not "and if you look at July only?", which asks for another view. */
const supposing = /^(?:(?:and|so|but|ok|okay|hm) )*(?:what )?if (?!you\b|(?:we|i|one) (?:only |just )*(?:look|exclude|leave|drop|ignore|filter|count|include|split|break|group|compare|rank|sort|restrict|narrow|zoom|only|just|do)\b|so\b|not\b|any\b|possible\b)/;

/** Does a follow-up suppose that something happens? What it names is what changes, not what is asked for. */
export const isSupposing = (slots: Slots): boolean => supposing.test(said(slots));

/** What a few words behind an answer ask for; the first that fits holds. Texts are folded words with one blank between. */
const asked: readonly (readonly [RegExp, Intent])[] = [
  [/\b(?:show|list|give|open|see|get)\b.*\bbehind (?:that|this|it|them|those)\b|\bthe (?:actual|underlying|individual|single) (?!number|figure|value|rate|cause|reason|minute|hour)\w+s\b|\b(?:show|list|see|give|get|open|have)(?: me| us)?(?: all)? (?:the |their )?(?:records|rows|entries)\b|\bnames and \w+\b|\b(?:one by one|record by record)\b/, "list_lookup"],
  [/\bwhy\b|\bhow come\b|\bwhats? (?:is |are |was )?(?:slowing|holding|driving|causing|pushing|dragging|making|eating|going wrong)\b|\bwhats? (?:caused|is behind|s behind|behind|happened there)\b|\bwhat (?:lies|sits|stands|hides) behind\b|\breason\b|\bwhat is going on there\b|\bwhat (?:drove|drives|caused|explains|made) (?:that|this|it|them|those)\b/, "root_cause"],
  [/\b(?:turn|make|put|write|draft|summarise|summarize|condense|rephrase|word|phrase|boil) (?:that|this|it|those|them|up)\b|\b(?:for|to) the (?:board|ceo|cfo|cto|customer|customers|executives)\b|\b(?:bullets|slide|email|memo)\b/, "exec_communication"],
  [howMade, "explain"],
  [/\b(?:tackle|fix|do|address|start with|handle|look at) first\b|\bwhich (?:of (?:those|them|these) )?(?:comes? )?first\b|\bin (?:what|which) order\b|\bmost important of\b/, "prioritisation"],
  [/\bwhen will\b|\bat (?:this|that) (?:rate|pace)\b|\b(?:will|would) (?:that|it|this|they|we)\b|\bnext (?:week|month|quarter|year)\b.*\b(?:expect|forecast|look)\b|\bwhat if\b|\bforecast\b|\bend up\b|\bwhere (?:is|are|will|does|do) (?:it|that|this|they|we|things) (?:heading|headed|going|lead|land|be)\b|\bif (?:it|this|that|things) (?:stays?|keeps?|goes on|continues?|carries on)\b/, "forecast"],
  [/\bwhat (?:would|should|can|could|do|might) (?:you|we|i) (?:do|change|suggest|recommend|advise|propose|try)\b|\bwhat to do about\b|\bany (?:ideas|suggestions|advice)\b(?! (?:why|what))/, "process_improvement"],
  [/\bshould (?:it|we|i|they|that)\b|\bgo ahead\b|\bis (?:that|it) (?:safe|worth|wise|ok)\b|\bought (?:we|i|it|they|that|the)\b|^(?:(?!\b(?:how|what|why|when|where|which|who)\b).)*\b(?:do|shall|must|may) (?:we|i) (?:stop|freeze|halt|pause|go|hold|postpone|move|cancel|ship|release|keep|start|still|let|wait|proceed|delay|push|switch|roll|block|allow|approve|need to|have to)\b/, "decision"],
  [/\bhow (?:can|could|do|should|might) (?:we|i) (?:fix|improve|reduce|cut|lower|get|bring|change|avoid|prevent|stop|speed|shorten|raise)\b|\bwhat can be do\w*\b|\bhow (?:do|can) we fix\b|\bways? to (?:\w+ )?(?:fix|improve|reduce|cut|lower|get|bring|avoid|prevent|stop|speed|shorten)\b/, "process_improvement"],
  [/\bwhat could go wrong\b|\bany risks?\b|\bhow risky\b|\banything risky\b|\bat risk\b/, "risk_assessment"],
  [/\b(?:show|list|give) (?:me )?(?:them|those|these|the ones|which ones)\b|\bwhich (?:ones|are (?:they|these|those))\b|\bwhat are they\b|\bwho are they\b/, "list_lookup"],
  [/\bwho (?:owns|looks after|runs|maintains|is (?:responsible|accountable) for|is in charge of) (?:that|this|it|them|those)\b/, "org_design"],
  [/\bover time\b|\bas a (?:trend|line|curve)\b|\b(?:how|is) (?:has )?(?:that|it|this) (?:developed|developing|evolving|evolved|trending|changed|moving|moved|rising|falling|growing)\b|\btrend\b/, "trend"],
  [/\bcompar(?:e|ed|ison|es)\b|\bversus\b|\bvs\b|\bagainst\b|\b(?:stack|stacks|measure|measures) up\b|\bside by side\b|\bhead to head\b|\b(?:better|worse|higher|lower|faster|slower|more|less|fewer)\b(?! than \d)|^(?:and |put (?:it|that) )?next to (?:the|last)\b|\b(?:set|put|hold|lay) (?:it |that |this |them )?(?:beside|alongside)\b|\b(?:go|goes|gone|went|come|came) (?:up|down) (?:from|since|on|against)\b|\bbefore that\b.*\bdifferen/, "comparison"],
  [/\b(?:top|bottom|worst|best|furthest|farthest|highest|lowest|slowest|fastest|biggest|largest|longest|most|least|fewest)\b/, "ranking"],
];

/** "Three bullets", "two sentences for the all-hands": a text, however long. */
const textual = /\b(?:bullets?|sentences?|lines|paragraphs?|slides?|email|mail|memo|words|post|note)\b/;

/** Things by which figures are told apart, asked for by "which" beside words that name no measure. */
const asksWhich = (slots: Slots): boolean => slots.dimensions.some(({ how }) => how === "which");

/** "Which channel are they coming through": the answer before, split. */
const asksSplit = (slots: Slots): boolean => slots.order.extreme === null && asksWhich(slots) && slots.tokens.some(({ text }) => text === "they" || text === "those" || text === "these" || text === "it");

const figures: ReadonlySet<Intent> = new Set(["metric_lookup", "trend", "breakdown", "comparison", "ranking"]);
/** "Which weekday gets hammered": the answer before, ranked by what is asked for. */
const asksRanked = (slots: Slots, previous: QueryPlan): boolean => asksWhich(slots) && figures.has(previous.intent) && previous.metrics.length > 0 && !/\b(?:is|are|owns?|runs?) (?:that|this|it)\b/.test(said(slots));

/** What is set aside is not asked for: "not the number of incidents", "rather than the total". */
const setAside = /\b(?:not|rather than|instead of)(?: just)?(?: the| a)? (?:number|count|how many|total|sum|share|rate|percentage)\b(?: of \w+)?/g;

/** "Only in the 30 days before": the same, of less. */
const isNarrowing = (slots: Slots): boolean => /^(?:only|just)\b(?!.*\b(?:why|how|who|which|what|when)\b)/.test(said(slots)) && slots.metrics.length === 0 && !slots.dimensions.some(({ how }) => how !== "bare") && slots.order.extreme === null && slots.tokens.length <= fewWords;
const fewWords = 8;

const likelyOwn = 0.4;
const supposed: ReadonlySet<Intent> = new Set(["risk_assessment", "decision", "forecast", "org_design"]);

/** What is supposed is weighed as the question before was, or as its own words ask; a figure is foreseen. */
function supposedIntent(draft: Draft, previous: QueryPlan): Intent {
  if (strategicIntents.has(previous.intent)) return previous.intent;
  return supposed.has(draft.intent.value) && draft.intent.score >= likelyOwn ? draft.intent.value : "forecast";
}

/** The intent of a follow-up: what it says itself, or that of the question before. `isTaken`: it takes something of that question back. */
export function followUpIntent(draft: Draft, slots: Slots, { previous, isTaken }: { previous: QueryPlan; isTaken: boolean }): Intent {
  const text = said(slots).replace(setAside, "");
  const split = slots.dimensions.find((match) => match.how === "split");
  const own = draft.intent.value;
  if (/\b(?:go|take it|step) back (?:a|one) (?:year|quarter|month|week)\b/.test(text)) return previous.intent;
  if (isNarrowing(slots)) return previous.intent;
  if (split && slots.order.extreme === null && !/\bwhy\b/.test(text) && previous.intent !== "ranking") return timeBuckets.has(split.value) ? "trend" : "breakdown";
  if (isSupposing(slots)) return supposedIntent(draft, previous);
  const limit = limitSaid(slots);
  const isReshaped = /\b(?:make|put|turn) (?:it|that|this|them)\b/.test(text) && !textual.test(text) && (slots.order.extreme !== null || limit !== null || slots.periods.length > 0 || slots.entities.length > 0);
  const found = asked.filter(([, intent]) => !(isReshaped && intent === "exec_communication")).find(([pattern]) => pattern.test(text))?.[1];
  const asks = found ?? (asksSplit(slots) ? "breakdown" : asksRanked(slots, previous) ? "ranking" : undefined);
  if (asks === "ranking" && previous.intent === "list_lookup") return slots.dimensions.length > 0 ? "ranking" : "list_lookup";
  if (asks !== undefined) return asks;
  if (isTaken || (limit !== null && (previous.intent === "ranking" || previous.intent === "list_lookup"))) return previous.intent;
  if (/\bhow many\b|\bnumber of\b|\bin total\b/.test(text)) return "metric_lookup";
  if (/\bin (?:percent|minutes|hours)\b|\bas a (?:share|rate|percentage|percent|%)/.test(text)) return figures.has(previous.intent) ? previous.intent : "metric_lookup";
  const isChanged = slots.entities.length + slots.periods.length + slots.filters.length > 0;
  const isSure = draft.intent.score >= (isChanged ? 0.92 : 0.75) && slots.tokens.length >= (isChanged ? 7 : 4) && (strategicIntents.has(own) || own === "explain");
  return isSure ? own : previous.intent;
}
