import type { Intent } from "../../contract";
import { frameworkCards } from "./cards";
import type { FrameworkCard } from "./card";
import { matchCues, type CueMatch } from "./cues";
import { examples } from "./examples";
import { spokenExamples } from "./examples-spoken";
import { noMethod } from "../learn/method-features";
import { learnedMethods } from "./learned";
import { leadingCards, rivals } from "./priors";
import { stemmedWords, stemsOf } from "./stem";
import { makeTermIndex, searchTerms, type TermIndex } from "./term-search";

export interface ChoiceInput {
  /** The question, after its spelling was repaired where the caller repairs it. */
  question: string;
  intent: Intent;
  /** The kind of question that came next when it was read, where the first was not sure; null otherwise. */
  nextIntent?: Intent | null;
  metrics: readonly string[];
  /** Record types that the question names. */
  subjects: readonly string[];
  entities: readonly string[];
  /** "in", or why the question is out of scope. */
  scope: "in" | string;
}

export interface ChosenFramework {
  id: string;
  score: number;
  because: string;
}

/** Chosen cards, best first (at most two, often none), and the nearest that were not taken. */
export interface FrameworkChoices {
  chosen: ChosenFramework[];
  runnersUp: ChosenFramework[];
}

const weights = { learned: 2.4, none: 1, noneOfAdvice: 0.8, base: 0.7, strong: 1, perWord: 0.05, next: 0.3, weak: 0.2, prior: 0.45, bm25: 1.1, alone: 1.6, sure: 17, off: 0.3, second: 0.25, fill: { A: 0.12, B: 0.06, C: 0 }, likely: 0.15, threshold: 1, share: 0.8, overview: 1.75, unsure: 1.55, plain: 2.15 };

const plainIntents: ReadonlySet<Intent> = new Set(["metric_lookup", "list_lookup", "ranking", "trend", "comparison", "breakdown", "doc_lookup", "explain"]);
/** Figures, records and texts: a method has to be called for by more than the kind of question. */
export const isPlainIntent = (intent: Intent): boolean => plainIntents.has(intent);
const mostChosen = 2;

const common = new Set("what how we us it to of in and i is on for at with by or that which who when where why they them he she you do if one from as can could would should will up out so not no more our into about than then there here all any get make go me be".split(" "));

/** Words that say something, and neighbouring pairs. */
function termsOf(stems: readonly string[]): string[] {
  const pairs = stems.slice(1).map((word, index) => `${stems[index] ?? ""} ${word}`);
  return [...new Set([...stems.filter((word) => !common.has(word)), ...pairs])];
}

const phraseTerms = (text: string): string[] => [...new Set(text.split(";").flatMap((phrase) => termsOf(stemsOf(phrase.replace(/[_|]/g, " ")))))];

let cards: TermIndex | undefined;

const fieldBoosts = { name: 1, purpose: 1, strong: 1, weak: 1, examples: 2 };

function cardIndex(): TermIndex {
  cards ??= makeTermIndex(frameworkCards.map(({ id, name, purpose, strong, weak }) => {
    const spoken = `${examples[id] ?? ""}; ${spokenExamples[id] ?? ""}`;
    return { id, terms: { name: phraseTerms(name), purpose: phraseTerms(purpose), strong: phraseTerms(strong), weak: phraseTerms(weak), examples: phraseTerms(spoken) } };
  }), fieldBoosts);
  return cards;
}

/** Longer phrases count first; a phrase inside one that counted already adds nothing. */
function distinct(matches: readonly CueMatch[]): CueMatch[] {
  const kept: CueMatch[] = [];
  for (const match of [...matches].sort((a, b) => b.words - a.words || a.from - b.from)) {
    if (!kept.some(({ from, to }) => match.from >= from && match.to <= to)) kept.push(match);
  }
  return kept;
}

function cueScore(matches: readonly CueMatch[]): number {
  const strong = distinct(matches.filter(({ isStrong }) => isStrong)).map(({ words }) => weights.strong + weights.perWord * Math.min(3, words - 1));
  const weak = distinct(matches.filter(({ isStrong }) => !isStrong)).slice(0, 2).map(({ words }) => weights.weak * (words > 1 ? 1.5 : 1));
  const [best = 0, ...others] = strong.sort((a, b) => b - a);
  return best + weights.next * others.slice(0, 3).length + weak.reduce((sum, value) => sum + value, 0);
}

function priorOf(card: FrameworkCard, intent: Intent): number {
  const lead = leadingCards[intent]?.[card.id] ?? 0;
  return card.intents.includes(intent) ? weights.prior + lead : lead - weights.off;
}

/** A question that was read one way may have been meant the other: the second reading counts for a little less. */
const priorFor = (card: FrameworkCard, { intent, nextIntent }: ChoiceInput): number =>
  nextIntent == null || nextIntent === "out_of_scope" ? priorOf(card, intent) : Math.max(priorOf(card, intent), priorOf(card, nextIntent) - weights.second);

interface Scored extends ChosenFramework {
  /** Its own words occur, or questions like this one call for it. */
  isMeant: boolean;
}

/** "... and what should we do about it?": whatever the figure that is asked for, advice is wanted with it. */
const advice = /\b(what|how|where) (should|would|could|can|do|must|ought) (we|you|i|one|they) (to )?(do|start|begin|tackle|fix|act|change|improve|go about)\b|\bwhat to do\b|\bwhat (is|are) to be done\b/i;
const isPlain = ({ intent, question }: ChoiceInput): boolean => plainIntents.has(intent) && !advice.test(question);

function scoreAll(input: ChoiceInput): Scored[] {
  const words = stemmedWords(input.question);
  const stems = words.map(({ stem }) => stem);
  const byCard = new Map<string, CueMatch[]>();
  for (const match of matchCues(stems)) byCard.set(match.card, [...(byCard.get(match.card) ?? []), match]);
  const found = searchTerms(cardIndex(), termsOf(stems));
  const best = Math.max(...found.values(), weights.sure * Math.sqrt(stems.length));
  const learned = learnedMethods(input.question);
  const doubt = isPlain(input) ? weights.none : weights.noneOfAdvice;
  return frameworkCards.map((card): Scored => {
    const matches = byCard.get(card.id) ?? [];
    const cues = cueScore(matches);
    const probability = learned.get(card.id) ?? 0;
    const said = cues + (matches.some(({ isStrong }) => isStrong) ? weights.bm25 : weights.alone) * ((found.get(card.id) ?? 0) / best) + priorFor(card, input) + (cues > 0 ? weights.fill[card.fill] : 0);
    const score = weights.base * said + weights.learned * Math.sqrt(probability) - doubt * (learned.get(noMethod) ?? 0);
    const because = distinct(matches).slice(0, 2).map(({ from, to }) => `"${words.slice(from, to).map(({ raw }) => raw).join(" ")}"`).join(" and ");
    return { id: card.id, score: Math.round(score * 1000) / 1000, isMeant: cues > 0 || probability >= weights.likely, because };
  }).sort((a, b) => b.score - a.score || a.id.localeCompare(b.id));
}

/** Cards that say nearly the same: only the better one is taken. */
function withoutRivals(scored: readonly Scored[]): Scored[] {
  const kept: Scored[] = [];
  for (const each of scored) if (!kept.some(({ id }) => rivals(id, each.id))) kept.push(each);
  return kept;
}

/** A question for a figure or a record seldom calls for a method; one that is read so and names neither, or asks for advice too, may be meant otherwise. */
function thresholdFor(input: ChoiceInput): number {
  const { intent, metrics, subjects } = input;
  if (isPlain(input)) return metrics.length > 0 || subjects.length > 0 || intent === "doc_lookup" ? weights.plain : weights.unsure;
  return intent === "status_summary" ? weights.overview : weights.threshold;
}

/** Methods that finish what a Pareto of the desk's load begins, where advice is wanted too: which of it need not have come, and how many people it takes. */
const ofTheLoad = ["failure_demand", "erlang_c"];

function withCompanions(chosen: Scored[], { metrics, question }: ChoiceInput): Scored[] {
  const pareto = chosen.find(({ id }) => id === "pareto");
  const isOfTheLoad = pareto !== undefined && metrics.includes("ticket_volume") && advice.test(question);
  return isOfTheLoad ? [pareto, ...ofTheLoad.map((id): Scored => ({ ...pareto, id, because: "where the load comes from, and what to do about it" }))] : chosen;
}

/** "Only APAC, please": too little for a method, unless one is named. */
const fewWords = 5;

/** Which methods fit a question. Pure and deterministic. */
export function chooseFrameworks(input: ChoiceInput): FrameworkChoices {
  if (input.scope !== "in" || input.intent === "out_of_scope") return { chosen: [], runnersUp: [] };
  const scored = scoreAll(input);
  const threshold = thresholdFor(input);
  const top = scored[0]?.score ?? 0;
  if (isPlain(input) && stemsOf(input.question).length <= fewWords && !scored.some(({ because }) => because !== "")) return { chosen: [], runnersUp: [] };
  const fitting = scored.filter(({ score, isMeant }) => score >= threshold && score >= weights.share * top && (isMeant || score === top));
  const chosen = withCompanions(withoutRivals(fitting).slice(0, mostChosen), input);
  const taken = new Set(chosen.map(({ id }) => id));
  const runnersUp = scored.filter(({ id, isMeant }) => !taken.has(id) && isMeant).slice(0, 3);
  const shown = ({ id, score, because }: Scored): ChosenFramework => ({ id, score, because: because === "" ? `the kind of question (${input.intent.replace(/_/g, " ")})` : because });
  return { chosen: chosen.map(shown), runnersUp: runnersUp.map(shown) };
}
