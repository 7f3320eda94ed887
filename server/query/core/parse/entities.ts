import type { LexiconEntity } from "./lexicon";
import { commonAliases } from "./common-aliases";
import { stem, tokenise, type Match, type Token } from "./tokens";
import { typeNouns } from "./dimension-words";
import { wordTable } from "./word-table";

interface Phrase {
  stems: readonly string[];
  entity: LexiconEntity;
  /** Derived from the name rather than given by it ("payments" for payments-api). */
  isDerived: boolean;
}
export interface EntityIndex {
  byFirst: ReadonlyMap<string, readonly Phrase[]>;
  words: ReadonlySet<string>;
}
/** The entities that a run of words may name; the type is set when a word beside it says so ("the payments team"). */
export type EntityMatch = Match<{ candidates: readonly LexiconEntity[]; type: string | null }>;

const suffixes = new Set(["api", "service", "db", "database", "backend", "app", "system", "pipeline", "team", "group", "inc", "ltd", "gmbh", "corp"]);
/** Ordinary words that name a team or service only where the sentence says so. */
const ambient = new Set(["support", "data", "platform", "search", "web", "mobile", "reporting", "report", "catalog", "order", "api", "network", "database", "status", "team", "service", "other", "all", "test", "main", "home", "production", "security", "operation", "change", "release", "incident", "document", "documentation", "doc", "notification", "gateway", "pipeline", "notifications", "billing", "cart", "basket", "login", "invoicing", "public"]);
/** Ways to write and fields of work that some team or service may be called by: names only with the type beside them ("the reliability team"). */
const typedOnly = new Set(["reliability", "email", "mail"]);
const measured = new Set(["latency", "uptime", "availability", "downtime", "error", "slo"]);
/** With "the" these mean the whole estate or the function ("the platform", "the support"). */
const wholeEstate = new Set(["platform", "support", "data", "network", "team", "service", "production", "operation", "security", "web"]);
/** Functions and channels: only a type word beside them makes them names. */
const alwaysTyped = new Set(["support", "chat", "email", "phone"]);
const leads = new Set(["into", "under", "for", "of", "by", "at", "on", "in", "from", "to", "with", "against", "vs", "versus", "and", "or", "does", "did", "has", "is", "was", "are", "about", "around", "than", "only", "between", "hows", "asking", "ask", "add", "include", "plus"]);

function phrasesOf(entity: LexiconEntity): Phrase[] {
  const given = [entity.name, entity.id, ...entity.aliases, ...(entity.type === "service" ? (commonAliases[entity.id] ?? []) : [])];
  const spaced = given.map((name) => name.replace(/([a-z0-9])([A-Z])/g, "$1 $2")).filter((name) => !given.includes(name));
  const texts = [...given, ...spaced].map((name) => tokenise(name).map((token) => token.text)).filter((words) => words.length > 0);
  const names = texts.map((words) => words.map(stem));
  const glued = texts.filter((words) => words.length > 1).map((words) => [stem(words.join(""))]);
  const phrases = [...names, ...glued].map((stems) => ({ stems, entity, isDerived: false }));
  const bare = names.filter((stems) => stems.length > 1 && suffixes.has(stems.at(-1) ?? "")).map((stems) => ({ stems: stems.slice(0, -1), entity, isDerived: true }));
  return [...phrases, ...bare];
}

/** Prepares the live catalogue for look-up by the first word. */
export function indexEntities(entities: readonly LexiconEntity[]): EntityIndex {
  const byFirst = new Map<string, Phrase[]>();
  const words = new Set<string>();
  for (const phrase of entities.flatMap(phrasesOf)) {
    const first = phrase.stems[0] ?? "";
    const list = byFirst.get(first);
    if (list) list.push(phrase);
    else byFirst.set(first, [phrase]);
    for (const item of phrase.stems) words.add(item);
  }
  return { byFirst, words };
}

const typeOf = (token: Token | undefined): string | null => (token ? (typeNouns[token.stem] ?? null) : null);

/** Words that are nearly always the service of that name; these neighbours make something else of them. */
/** What somebody moves, builds or buys is a thing that runs, whatever follows. */
const acts = new Set(["move", "moving", "migrate", "migrating", "replace", "replacing", "retire", "retiring", "rebuild", "rebuilding", "build", "rewrite", "rewriting", "outsource", "outsourcing", "upgrade", "upgrading"]);
/** "Our login", "our own search engine": what we run. */
const owned = new Set(["login", "search", "checkout", "billing"]);
/** "The mail gateway" is another one than ours; "two more SREs" are people to hire. */
const foreign: Readonly<Record<string, ReadonlySet<string>>> = wordTable({ gateway: new Set(["mail", "email", "bank", "sms", "security", "file", "network"]), sre: new Set(["more", "another", "one", "two", "three", "four", "an", "new", "additional", "junior", "senior", "hire"]) });
/** Functions that are names only with the kind of thing beside them, or where work is said to go to them. */
const functions = new Set(["service desk", "helpdesk", "help desk", "first line", "second line", "third line"]);
const destinations = new Set(["for", "by"]);
/** What may stand in front of "app" for it to be ours; "the branch app" is another. */
const beforeApp = new Set("the our your my this that an for of in on at to and or is was did does has with about by customer customers mobile phone ios android native new entire whole".split(" "));
/** "Each line of support" is a rung of the function. */
const rungs = new Set(["line", "level", "tier"]);

function isForeign(tokens: readonly Token[], span: { from: number; to: number }, type: string | null): boolean {
  const [first, before] = [tokens[span.from], tokens[span.from - 1]?.text ?? ""];
  const isOther = type === null && (foreign[first?.stem ?? ""]?.has(before) === true || (first?.text === "sres" && !/['’]s$/.test(first.raw)));
  const phrase = tokens.slice(span.from, span.to).map((token) => token.text).join(" ");
  const isSequence = first?.text === "order" && span.to === span.from + 1 && before === "in";
  const isOtherApp = phrase === "app" && /^[a-z]+$/.test(before) && !beforeApp.has(before);
  const isRung = first?.stem === "support" && before === "of" && rungs.has(tokens[span.from - 2]?.stem ?? "");
  return isOther || isOtherApp || isSequence || isRung || (type === null && functions.has(phrase) && !destinations.has(before) && span.from > 0);
}

/** "The data on-call", "Oleg from data": people, and so a team. */
function peopleType(tokens: readonly Token[], span: { from: number; to: number }): string | null {
  const next = tokens[span.to]?.text ?? "";
  const isDuty = (next === "on" && tokens[span.to + 1]?.text === "call") || next === "oncall" || next === "rota" || next === "engineers" || next === "folks" || next === "lads" || next === "lead";
  const isHead = ["head", "lead", "director", "manager"].includes(tokens[span.from - 2]?.text ?? "") && ["of", "for"].includes(tokens[span.from - 1]?.text ?? "");
  const isMember = tokens[span.from - 1]?.text === "from" && /^[A-Z][a-z]+$/.test(tokens[span.from - 2]?.raw ?? "") && span.from >= 2;
  return isDuty || isHead || isMember ? "team" : null;
}

const isComma = (token: Token | undefined, next: Token | undefined): boolean => token !== undefined && next !== undefined && next.start - token.end === 2;

/** "Who was quicker: web or discovery?": two names at the end of a sentence. */
function isEndPair(index: EntityIndex, tokens: readonly Token[], span: { from: number; to: number }): boolean {
  const [other, behind] = [tokens[span.to + 1], tokens[span.to + 2]];
  const isJoined = ["or", "vs", "versus", "against"].includes(tokens[span.to]?.text ?? "");
  return isJoined && other !== undefined && index.byFirst.has(other.stem) && !ambient.has(other.stem) && (behind === undefined || behind.start - other.end >= 2);
}

/** "Platform, identity and web": one of several names in a row. */
function isListed(index: EntityIndex, tokens: readonly Token[], span: { from: number; to: number }): boolean {
  const [before, last, next] = [tokens[span.from - 1], tokens[span.to - 1], tokens[span.to]];
  if (isEndPair(index, tokens, span)) return true;
  return (isComma(last, next) && index.byFirst.has(next?.stem ?? "")) || (isComma(before, tokens[span.from]) && index.byFirst.has(before?.stem ?? ""));
}

const productive = new Set(["search", "reporting", "catalog", "notification", "gateway", "billing", "pipeline"]);
const verbLeads = new Set(["to", "can", "i", "we", "you", "they", "please", "lets", "must", "should", "will", "a", "an", "are", "is", "was", "were", "by", "my"]);
/** In front of these a noun can only be the subject: "will notifications make it"; "search" may be a verb. */
const auxiliaries = new Set(["can", "will", "should", "must", "may", "might", "is", "are", "was", "were"]);
const verbsBehind = new Set(["still", "have", "be", "make", "run", "need", "meet", "keep", "miss", "hold", "reach", "ever", "again"]);
const otherNouns = new Set(["engine", "result", "term", "line", "party", "structure", "to", "that", "role", "duty", "culture", "question", "address", "page", "dispute", "category", "box", "form", "template", "chain", "process", "meeting", "deadline"]);

function isProductive(tokens: readonly Token[], span: { from: number; to: number }): boolean {
  const [before, next] = [tokens[span.from - 1], tokens[span.to]];
  const isSubject = auxiliaries.has(before?.text ?? "") && (span.from === 1 || (span.from === 2 && ["when", "why", "how", "where", "what"].includes(tokens[0]?.text ?? ""))) && (tokens[span.from]?.stem !== "search" || verbsBehind.has(next?.text ?? ""));
  return productive.has(tokens[span.from]?.stem ?? "") && (isSubject || !verbLeads.has(before?.text ?? "")) && !otherNouns.has(next?.stem ?? "") && !(span.from === 0 && next?.text === "for");
}

const paired = new Set(["vs", "versus", "and", "or", "against", "than"]);

/** "Web and mobile as one team": two such words at the head of a question are names. */
const isLeadingPair = (tokens: readonly Token[], span: { from: number; to: number }): boolean =>
  span.from === 0 && paired.has(tokens[span.to]?.text ?? "") && ambient.has(tokens[span.to + 1]?.stem ?? "") && !alwaysTyped.has(tokens[span.to + 1]?.text ?? "");
const joint = new Set(["is", "are", "vs", "versus", "against", "and", "or"]);

/** "Platform vs data team": the word on the other side of the pair is of the type that is named here. */
function isPaired(tokens: readonly Token[], span: { from: number; to: number }): boolean {
  const other = tokens[span.to + 1];
  const behind = tokens.slice(span.to + 2, span.to + 5).map((token) => token.text).join(" ");
  return paired.has(tokens[span.to]?.text ?? "") && (typeOf(tokens[span.to + 2]) === "team" || /^(?:into|as) (?:one|a single) /.test(behind)) && other !== undefined && !joint.has(other.text);
}

/** "Mobile's failure rate", "platform's ones": what has something of its own is a name, but "the platform's" is the whole estate. */
const isOwner = (tokens: readonly Token[], span: { from: number; to: number }): boolean => /['’]s$/.test(tokens[span.from]?.raw ?? "") && !alwaysTyped.has(tokens[span.from]?.stem ?? "") && !["the", "our", "a", "each", "every", "this", "that", "whole"].includes(tokens[span.from - 1]?.text ?? "");

/** Is an ordinary word used as a name here? After "for", "of", "and" and the like, unless more of a noun phrase follows. */
function isNamed(tokens: readonly Token[], span: { from: number; to: number }): boolean {
  const next = tokens[span.to];
  const isWhole = wholeEstate.has(tokens[span.from]?.text ?? "");
  const previous = tokens[span.from - 1]?.text ?? "";
  if ((acts.has(previous) && productive.has(tokens[span.from]?.stem ?? "")) || ((previous === "our" || (previous === "own" && tokens[span.from - 2]?.text === "our")) && owned.has(tokens[span.from]?.stem ?? "") && !["problem", "issue", "ticket", "question", "request", "result"].includes(next?.stem ?? ""))) return true;
  if (next && measured.has(next.stem) && tokens[span.from]?.text !== "platform") return true;
  if (span.from === 0 && (next?.text === "too" || (next?.text === "as" && tokens[span.to + 1]?.text === "well"))) return true;
  if (isProductive(tokens, span) || isPaired(tokens, span) || isLeadingPair(tokens, span) || isOwner(tokens, span)) return true;
  if (alwaysTyped.has(tokens[span.from]?.text ?? "")) return false;
  const before = tokens[span.from - 1]?.text === "the" && !isWhole ? span.from - 2 : span.from - 1;
  if (!leads.has(tokens[before]?.text ?? "")) return false;
  return next === undefined || typeOf(next) === null ? !["ticket", "request", "load", "desk", "engineer", "call", "case", "page", "quality", "center", "centre", "outage"].includes(next?.stem ?? "") : true;
}

function matchAt(index: EntityIndex, tokens: readonly Token[], from: number): EntityMatch | null {
  const token = tokens[from];
  if (!token) return null;
  const fitting = (index.byFirst.get(token.stem) ?? []).filter((phrase) => phrase.stems.every((item, offset) => tokens[from + offset]?.stem === item));
  if (fitting.length === 0) return null;
  const length = Math.max(...fitting.map((phrase) => phrase.stems.length));
  const longest = fitting.filter((phrase) => phrase.stems.length === length);
  const to = from + length;
  const before = typeOf(tokens[from - 1]);
  const type = [typeOf(tokens[to]), before, peopleType(tokens, { from, to })].find((item) => item !== null && longest.some((phrase) => phrase.entity.type === item)) ?? null;
  if (isForeign(tokens, { from, to }, type)) return null;
  if (length === 1 && type === null && typedOnly.has(token.stem)) return null;
  const isAmbient = length === 1 && ambient.has(token.stem);
  if (isAmbient && type === null && !isNamed(tokens, { from, to }) && !isListed(index, tokens, { from, to })) return null;
  const typed = longest.filter((phrase) => type === null || phrase.entity.type === type);
  const exactTypes = new Set(typed.filter((phrase) => !phrase.isDerived).map((phrase) => phrase.entity.type));
  const kept = typed.filter((phrase) => !phrase.isDerived || !exactTypes.has(phrase.entity.type));
  const candidates = [...new Map(kept.map((phrase) => [`${phrase.entity.type}:${phrase.entity.id}`, phrase.entity])).values()];
  return { from, to, value: { candidates, type } };
}

/** "groups 56 and 70": a number behind a matched "Group 56" names another of the kind. */
function continued(index: EntityIndex, tokens: readonly Token[], match: EntityMatch): EntityMatch | null {
  const [first, number] = [tokens[match.from], tokens[match.to + 1]];
  if (match.to - match.from !== 2 || !first || !/^\d+$/.test(tokens[match.from + 1]?.text ?? "")) return null;
  if (!["and", "or", "vs", "versus"].includes(tokens[match.to]?.text ?? "") || !number || !/^\d+$/.test(number.text)) return null;
  const found = matchAt(index, [first, number], 0);
  return found && found.to === 2 ? { from: match.to + 1, to: match.to + 2, value: found.value } : null;
}

/** Entities in reading order, longest names first. `isTaken` hides words that another stage has read. */
export function findEntities(index: EntityIndex, tokens: readonly Token[], isTaken: (at: number) => boolean): EntityMatch[] {
  const found: EntityMatch[] = [];
  let at = 0;
  while (at < tokens.length) {
    const match = isTaken(at) ? null : matchAt(index, tokens, at);
    if (match) found.push(match);
    const next = match && continued(index, tokens, match);
    if (next) found.push(next);
    at = next?.to ?? match?.to ?? at + 1;
  }
  return alikeInRows(found, tokens);
}

const joins = new Set(["and", "or", "vs", "versus"]);
const typesOf = ({ value }: EntityMatch): Set<string> => new Set(value.candidates.map(({ type }) => type));

function areInRow(tokens: readonly Token[], first: EntityMatch, second: EntityMatch): boolean {
  const between = tokens.slice(first.to, second.from);
  return between.length === 0 ? isComma(tokens[first.to - 1], tokens[second.from]) : between.length === 1 && joins.has(between[0]?.text ?? "");
}

/** "sre, data or identity": in a row of names, one that may be of several kinds is of the kind of its neighbour. */
function alikeInRows(found: readonly EntityMatch[], tokens: readonly Token[]): EntityMatch[] {
  return found.map((match, at) => {
    if (typesOf(match).size < 2) return match;
    const beside = [found[at - 1], found[at + 1]].filter((other, place) => other !== undefined && (place === 0 ? areInRow(tokens, other, match) : areInRow(tokens, match, other)));
    const kinds = beside.map((other) => (other && typesOf(other).size === 1 ? ([...typesOf(other)][0] ?? "") : ""));
    const kind = kinds.find((name) => typesOf(match).has(name));
    return kind === undefined ? match : { ...match, value: { ...match.value, candidates: match.value.candidates.filter(({ type }) => type === kind) } };
  });
}

const familyOrder: Readonly<Record<string, readonly string[]>> = {
  reliability: ["service", "monitor", "customer", "team"],
  tickets: ["team", "service", "customer", "monitor"],
  change: ["team", "service", "monitor", "customer"],
  catalog: ["service", "team", "customer", "monitor"],
  other: ["service", "monitor", "team", "customer"],
};

/** Orders candidates by what the question is about: the monitor or service for reliability, the team for tickets. */
export function rankCandidates(candidates: readonly LexiconEntity[], family: string): LexiconEntity[] {
  const order = familyOrder[family] ?? familyOrder.other ?? [];
  const place = (entity: LexiconEntity) => (order.includes(entity.type) ? order.indexOf(entity.type) : order.length);
  return [...candidates].sort((a, b) => place(a) - place(b) || a.id.localeCompare(b.id));
}

/** Ticket numbers as typed: INC0000045, "ticket 45". */
export function findNumbers(tokens: readonly Token[]): Match<string>[] {
  return tokens.flatMap((token, at) => {
    if (/^(?:inc|chg|req|ritm|prb|tkt)\d{2,}$/.test(token.text)) return [{ from: at, to: at + 1, value: token.text.toUpperCase() }];
    if (tokens[at - 1]?.text === "ticket" && /^[a-z]{2,8}\d{3,}$/.test(token.text)) return [{ from: at, to: at + 1, value: token.text.toUpperCase() }];
    const isAnnounced = ["ticket", "case", "number"].includes(tokens[at - 1]?.text ?? "") && /^\d{3,}$/.test(token.text) && !/^(?:19|20)\d\d$/.test(token.text);
    return isAnnounced ? [{ from: at, to: at + 1, value: token.text }] : [];
  });
}

const places = new Set(["of", "for", "on", "by", "about", "regarding", "concerning"]);

/** Behind these, a capital letter is the name of who did something ("did Frobnicator open"). */
const actors = new Set(["did", "does", "has", "had"]);

/** The letters of a record's number: "INC-46". */
const isNumbered = (token: Token, next: Token | undefined): boolean => next !== undefined && /^\d+$/.test(next.text) && next.start - token.end === 1;

/** Names that a type noun announces ("for the frobnicator service") but that the catalogue does not hold. */
export function findUnknownNames(tokens: readonly Token[], isKnown: (token: Token) => boolean): Match<string>[] {
  return tokens.flatMap((token, at) => {
    if (isKnown(token) || /^\d/.test(token.text) || token.text.length < 3) return [];
    const before = tokens[at - 1]?.text ?? "";
    const previous = tokens[at - 1];
    const isTyped = typeOf(tokens[at + 1]) !== null || (typeOf(previous) !== null && previous?.text === previous?.stem);
    const isPlaced = places.has(before) || (before === "the" && places.has(tokens[at - 2]?.text ?? ""));
    const isActor = actors.has(before) && /^\p{Lu}\p{Ll}/u.test(token.raw);
    if (isNumbered(token, tokens[at + 1])) return [];
    return isTyped || isPlaced || isActor ? [{ from: at, to: at + 1, value: token.raw }] : [];
  });
}
