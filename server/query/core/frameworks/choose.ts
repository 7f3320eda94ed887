import MiniSearch from "minisearch";
import type { Intent } from "../../contract";
import { frameworkCards } from "./cards";
import type { FrameworkCard } from "./card";
import { matchCues, type CueMatch } from "./cues";
import { examples } from "./examples";
import { leadingCards, rivals } from "./priors";
import { stemmedWords, stemsOf } from "./stem";

export interface ChoiceInput {
  /** The question, after its spelling was repaired where the caller repairs it. */
  question: string;
  intent: Intent;
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

/** Chosen cards, best first (at most three, often none), and the nearest that were not taken. */
export interface FrameworkChoices {
  chosen: ChosenFramework[];
  runnersUp: ChosenFramework[];
}

const weights = { strong: 1, perWord: 0.1, next: 0.45, weak: 0.3, prior: 0.3, lead: 0.35, bm25: 1.1, sure: 8, off: 0.6, fill: { A: 0.12, B: 0.06, C: 0 }, threshold: 1.35, share: 0.88, overview: 1.9, plain: 2.5 };

const plainIntents: ReadonlySet<Intent> = new Set(["metric_lookup", "list_lookup", "ranking", "trend", "comparison", "breakdown", "doc_lookup", "explain"]);
const mostChosen = 3;

let cards: MiniSearch | undefined;

function cardSearch(): MiniSearch {
  if (cards) return cards;
  cards = new MiniSearch({ fields: ["name", "purpose", "strong", "weak", "examples"], tokenize: (text) => [...new Set(stemsOf(text.replace(/[_|;]/g, " ")))], processTerm: (term) => term, searchOptions: { boost: { examples: 2, strong: 1 }, tokenize: (text) => text.split(" ") } });
  cards.addAll(frameworkCards.map(({ id, name, purpose, strong, weak }) => ({ id, name, purpose, strong, weak, examples: examples[id] ?? "" })));
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
  const lead = leadingCards[intent]?.includes(card.id) ? weights.lead : 0;
  return card.intents.includes(intent) ? weights.prior + lead : lead - weights.off;
}

interface Scored extends ChosenFramework {
  cues: number;
}

function scoreAll(input: ChoiceInput): Scored[] {
  const words = stemmedWords(input.question);
  const stems = words.map(({ stem }) => stem);
  const byCard = new Map<string, CueMatch[]>();
  for (const match of matchCues(stems)) byCard.set(match.card, [...(byCard.get(match.card) ?? []), match]);
  const found = cardSearch().search([...new Set(stems)].join(" "));
  const best = Math.max(found[0]?.score ?? 0, weights.sure * Math.sqrt(stems.length));
  const near = new Map(found.map(({ id, score }) => [String(id), score / best]));
  return frameworkCards.map((card): Scored => {
    const matches = byCard.get(card.id) ?? [];
    const cues = cueScore(matches);
    const score = cues + weights.bm25 * (near.get(card.id) ?? 0) + priorOf(card, input.intent) + (cues > 0 ? weights.fill[card.fill] : 0);
    const because = distinct(matches).slice(0, 2).map(({ from, to }) => `"${words.slice(from, to).map(({ raw }) => raw).join(" ")}"`).join(" and ");
    return { id: card.id, score: Math.round(score * 1000) / 1000, cues, because };
  }).sort((a, b) => b.score - a.score || a.id.localeCompare(b.id));
}

/** Cards that say nearly the same: only the better one is taken. */
function withoutRivals(scored: readonly Scored[]): Scored[] {
  const kept: Scored[] = [];
  for (const each of scored) if (!kept.some(({ id }) => rivals(id, each.id))) kept.push(each);
  return kept;
}

/** Which methods fit a question. Pure and deterministic. */
export function chooseFrameworks(input: ChoiceInput): FrameworkChoices {
  if (input.scope !== "in" || input.intent === "out_of_scope") return { chosen: [], runnersUp: [] };
  const scored = scoreAll(input);
  const threshold = plainIntents.has(input.intent) ? weights.plain : input.intent === "status_summary" ? weights.overview : weights.threshold;
  const top = scored[0]?.score ?? 0;
  const fitting = scored.filter(({ score, cues }) => score >= threshold && score >= weights.share * top && (cues > 0 || score === top));
  const chosen = withoutRivals(fitting).slice(0, mostChosen);
  const taken = new Set(chosen.map(({ id }) => id));
  const runnersUp = scored.filter(({ id, cues }) => !taken.has(id) && cues > 0).slice(0, 3);
  const shown = ({ id, score, because }: Scored): ChosenFramework => ({ id, score, because: because === "" ? `the kind of question (${input.intent.replace(/_/g, " ")})` : because });
  return { chosen: chosen.map(shown), runnersUp: runnersUp.map(shown) };
}
