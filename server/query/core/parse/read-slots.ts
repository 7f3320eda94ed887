import type { Intent, Stat } from "../../contract";
import { commonWords } from "./common-words";
import { isoInstant } from "./calendar";
import { findEntities, findNumbers, findUnknownNames, type EntityMatch } from "./entities";
import { findFilters, isSetAside, findThresholds } from "./filters";
import { intentCues } from "./intent-words";
import { findPatterns, type WeightedMatch } from "./patterns";
import { readPeriods, type Period, type PeriodClock } from "./period";
import { findDimensions, findMetrics, findOrder, findStats, findSubjects, overlaps, type DimensionMatch, type Order, type Span } from "./slots";
import { askedPeriods } from "./asked-periods";
import { repairSpelling } from "./spelling";
import { tokenise, type Match, type Token } from "./tokens";
import type { Vocabulary } from "./vocabulary";

/** Everything that the grammars and word lists find in a question, before it is decided what the question means. */
export interface Slots {
  question: string;
  /** The instant at which it is asked. */
  now: string;
  tokens: readonly Token[];
  repairs: readonly { raw: string; word: string }[];
  periods: readonly Match<Period>[];
  entities: readonly EntityMatch[];
  ticketNumbers: readonly Match<string>[];
  unknownNames: readonly Match<string>[];
  metrics: readonly WeightedMatch<string>[];
  /** Measures that are called by their usual names. */
  plainMetrics: ReadonlySet<string>;
  stats: readonly Match<Stat>[];
  dimensions: readonly DimensionMatch[];
  subjects: readonly Match<string>[];
  filters: readonly Match<string>[];
  order: Order;
  cues: readonly WeightedMatch<Intent>[];
}

const aheadWords = new Set(["will", "forecast", "predict", "expect", "expected", "upcoming", "coming", "next", "tomorrow", "ahead", "predicted", "projected"]);
/** Of work that is planned: said of what is still to come unless the question looks back. */
const plannedWords = new Set(["overlap", "overlaps", "collide", "collides", "clash", "clashes", "booked"]);
/** Of what stands on a calendar: a month that has not come yet is the coming one. */
const scheduledWords = new Set(["maintenance", "planned", "scheduled", "calendar", "rota", "upgrade"]);
const staff = new Set(["people", "person", "agent", "engineer", "staff", "headcount", "hire", "colleague", "shift"]);
const isScheduled = (tokens: readonly Token[]): boolean => tokens.some(({ text }) => scheduledWords.has(text)) || (tokens.some(({ text }) => text === "need") && tokens.some(({ stem }) => staff.has(stem)));
const finished = new Set(["was", "were", "did", "had", "happened", "went", "came", "opened", "closed"]);
const pastWords = new Set(["was", "were", "did", "had", "happened", "went", "opened", "closed", "resolved", "been", "last", "since", "missed", "came", "arrived", "received", "raised", "got", "created", "failed", "reopened", "escalated", "logged", "reported", "affected", "launched", "introduced"]);

function isKnownWord(vocabulary: Vocabulary, token: Token): boolean {
  return vocabulary.speller.words.has(token.stem) || vocabulary.speller.words.has(token.text) || commonWords.has(token.text) || commonWords.has(token.stem);
}

/** Where one measure is named to be set aside for another, the other is meant. */
function withoutAside<T extends Span>(tokens: readonly Token[], matches: readonly T[]): T[] {
  const meant = matches.filter(({ from }) => !isSetAside(tokens, from));
  return meant.length > 0 ? meant : [...matches];
}

/** Reads a question into slots. Periods are read first, then names, then everything else around them. */
export function readSlots(question: string, vocabulary: Vocabulary, clock: Pick<PeriodClock, "now" | "zone"> & { isAhead?: boolean; isPast?: boolean }): Slots {
  const { tokens, repairs } = repairSpelling(tokenise(question), vocabulary.speller);
  const isDone = tokens.some((token) => finished.has(token.text));
  const isAhead = clock.isAhead === true || tokens.some((token, at) => (aheadWords.has(token.text) && !(token.text === "next" && tokens[at + 1]?.text === "to") && (!isDone || token.text === "will") && !(token.text === "will" && tokens[at + 1]?.text === "do" && at + 2 === tokens.length)) || (plannedWords.has(token.text) && !isDone) || (token.text === "going" && tokens[at + 1]?.text === "to"));
  // What "has been" so is how things are now: a day named for what is to be done still lies ahead.
  const isPast = clock.isPast === true || tokens.some((token) => pastWords.has(token.text) && !(clock.isAhead === true && token.text === "been"));
  const periods = askedPeriods(question, tokens, readPeriods(tokens, { ...clock, isAhead, isPast, isPlanned: !isDone && isScheduled(tokens) }));
  const ticketNumbers = findNumbers(tokens);
  const entities = findEntities(vocabulary.entities, tokens, (at) => isInside(at, [...periods, ...ticketNumbers]));
  const taken: Span[] = [...periods, ...ticketNumbers, ...entities];
  const dimensions = findDimensions(vocabulary, tokens, taken).filter((match) => match.how !== "bare" || !entities.some((entity) => entity.to === match.from || match.to === entity.from));
  // "Incidents by hour" are counted by the hour, not measured in hours.
  const metrics = withoutAside(tokens, findMetrics(vocabulary, tokens, taken)).filter((match) => !dimensions.some(({ how, from, to }) => how === "split" && from > match.from && from < match.to && to >= match.to));
  const thresholds = findThresholds(tokens, taken);
  const filters = [...findFilters(vocabulary, tokens, [...taken, ...thresholds]), ...thresholds];
  const unknownNames = findUnknownNames(tokens, (token) => isKnownWord(vocabulary, token) || isInside(tokens.indexOf(token), taken));
  return {
    question, now: isoInstant(clock.now), tokens, repairs, periods, entities, ticketNumbers, unknownNames, metrics, dimensions, plainMetrics: new Set(findPatterns(vocabulary.plainMetrics, tokens).map((match) => match.value)),
    stats: findStats(tokens, metrics),
    subjects: findSubjects(vocabulary, tokens, { entities, dimensions }),
    filters,
    order: findOrder(tokens, [...periods, ...entities, ...thresholds]),
    cues: findPatterns(intentCues, tokens).filter((cue) => !overlaps(cue, thresholds) && (cue.to - cue.from > 1 || !overlaps(cue, [...entities, ...filters]))),
  };
}

function isInside(at: number, spans: readonly Span[]): boolean {
  return overlaps({ from: at, to: at + 1 }, spans);
}
