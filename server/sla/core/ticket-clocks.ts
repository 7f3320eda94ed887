import type { StateKind } from "../contract";
import { runClock, type Clock, type Moment } from "./clock";
import type { RuleBook, TicketFacts } from "./rule-book";

/** One event of a ticket's log, in the order of the log. */
export interface LogEntry {
  seq: number;
  atMs: number;
  stateKind: StateKind;
  facts: TicketFacts;
  label: string;
}

/** Something said to the other side. */
export interface Utterance {
  atMs: number;
  by: "agent" | "requester";
}

export interface TicketLog {
  entries: readonly LogEntry[];
  utterances: readonly Utterance[];
  /** Whether answers are recorded at all. If not, nothing is said about responses. */
  hasConversation: boolean;
}

type Change = { atMs: number } & ({ entry: LogEntry } | { utterance: Utterance } | { isRule: true });

/** Times of a log may run backwards; the order of the log holds, and an event is not earlier than the one before it. */
function inOrder(entries: readonly LogEntry[]): LogEntry[] {
  let lastMs = -Infinity;
  return entries.map((entry) => {
    lastMs = Math.max(lastMs, entry.atMs);
    return { ...entry, atMs: lastMs };
  });
}

/** What changes for a ticket's clocks until `nowMs`: events, words and changes of the rules, as moments in the order of time. */
function momentsOf(log: TicketLog, rules: RuleBook, nowMs: number): Moment[] {
  const entries = inOrder(log.entries);
  const openedAtMs = entries[0]?.atMs;
  if (openedAtMs === undefined) return [];
  const changes: Change[] = [
    ...entries.map((entry) => ({ atMs: entry.atMs, entry })),
    ...log.utterances.map((utterance) => ({ atMs: Math.max(openedAtMs, utterance.atMs), utterance })),
    ...rules.changes.filter((atMs) => atMs > openedAtMs).map((atMs) => ({ atMs, isRule: true as const })),
  ];
  const moments: Moment[] = [];
  let current = entries[0];
  for (const change of changes.filter(({ atMs }) => atMs <= nowMs).toSorted((a, b) => a.atMs - b.atMs)) {
    if (!current) continue;
    if ("entry" in change) current = change.entry;
    const spoke = "utterance" in change ? change.utterance.by : null;
    const label = "entry" in change ? change.entry.label : spoke === null ? "A policy or calendar changed" : spoke === "agent" ? "Answered" : "The requester wrote";
    const terms = rules.termsAt(current.facts, change.atMs);
    if ("isRule" in change && terms === moments.at(-1)?.terms) continue;
    moments.push({ seq: current.seq, atMs: change.atMs, stateKind: current.stateKind, terms, spoke, label });
  }
  return moments;
}

const isOver = ({ stateKind }: Moment): boolean => stateKind === "resolved" || stateKind === "closed";

/** The desk's first word, or the first end of the work: whoever solves a matter has answered it. */
function firstResponse(moments: readonly Moment[], nowMs: number): Clock | null {
  const stop = moments.find((moment) => moment.spoke === "agent" || isOver(moment));
  return runClock("first_response", { moments, stoppedAtMs: stop?.atMs ?? null }, nowMs);
}

/** From the work's beginning to its last end: a reopened ticket goes on with what had elapsed, and the time between counts nothing. */
function resolution(moments: readonly Moment[], nowMs: number): Clock | null {
  const last = moments.at(-1);
  const lastWorked = moments.findLastIndex((moment) => !isOver(moment));
  const stop = last && isOver(last) ? moments[lastWorked + 1] : undefined;
  return runClock("resolution", { moments, stoppedAtMs: stop?.atMs ?? null }, nowMs);
}

/** Rounds of the requester's first unanswered word and the desk's answer, after the first response. */
function roundsOf(moments: readonly Moment[]): { from: number; to: number | null }[] {
  const answered = moments.findIndex(({ spoke }) => spoke === "agent");
  const rounds: { from: number; to: number | null }[] = [];
  if (answered === -1) return rounds;
  moments.forEach((moment, index) => {
    const round = rounds.at(-1);
    const isOwed = round?.to === null;
    if (index > answered && !isOwed && moment.spoke === "requester") rounds.push({ from: index, to: null });
    else if (round && isOwed && (moment.spoke === "agent" || (isOver(moment) && moment.spoke === null))) round.to = index;
  });
  return rounds;
}

/** The answer owed now, or else the last one; what came before it is counted in `earlier`. Each round begins at nothing. */
function nextResponse(moments: readonly Moment[], nowMs: number): Clock | null {
  const clocks = roundsOf(moments).map(({ from, to }) => runClock("next_response", { moments: moments.slice(from, to === null ? undefined : to + 1), stoppedAtMs: to === null ? null : (moments[to]?.atMs ?? null) }, nowMs));
  const before = clocks.slice(0, -1).flatMap((clock) => clock ?? []);
  const last = clocks.at(-1);
  return last ? { ...last, earlier: { count: before.length, breached: before.filter(({ state }) => state === "breached").length } } : null;
}

/** Every clock that is promised for a ticket, from its log. A log that records no answers has no response clocks. */
export function ticketClocks(log: TicketLog, rules: RuleBook, nowMs: number): Clock[] {
  const moments = momentsOf(log, rules, nowMs);
  const clocks = log.hasConversation ? [firstResponse(moments, nowMs), nextResponse(moments, nowMs), resolution(moments, nowMs)] : [resolution(moments, nowMs)];
  return clocks.filter((clock) => clock !== null);
}
