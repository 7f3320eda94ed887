import { concerns, type FreezeSpan } from "./freezes";

/** Half-open, epoch ms. */
export interface Span {
  fromMs: number;
  toMs: number;
}

export interface BusyWindow extends Span {
  number: number;
  title: string;
  serviceIds: readonly string[];
}

export interface Trouble {
  number: number;
  title: string;
  serviceIds: readonly string[];
}

/** Who is on call for the owners of the services; a null person = nobody. */
export interface CoverSpan extends Span {
  teamId: string;
  team: string;
  person: string | null;
}

export interface Surroundings {
  windows: readonly BusyWindow[];
  freezes: readonly FreezeSpan[];
  /** Ids of freezes that this work is exempt from. */
  exempt: readonly string[];
  incidents: readonly Trouble[];
  cover: readonly CoverSpan[];
  external: readonly (Span & { title: string; mode: "busy" | "soft" | "hard" })[];
  /** Those that concern the services. */
  deadlines: readonly { atMs: number; title: string; href?: string }[];
  /** Needs, from a service to what it depends on. */
  dependencies: readonly (readonly [string, string])[];
  names: Readonly<Record<string, string>>;
  nowMs: number;
  /** The longest notice that anybody affected is promised; left out = none. */
  promisedMs?: number;
}

export interface Work extends Span {
  serviceIds: readonly string[];
  noticeMs: number;
}

export type ConflictKind = "overlap" | "hard_freeze" | "soft_freeze" | "incident" | "no_cover" | "notice" | "external" | "past" | "deadline";
export interface Conflict {
  kind: ConflictKind;
  /** blocks = it may not begin like this; warns = somebody should know. */
  weight: "blocks" | "warns";
  text: string;
  href: string | null;
}

/** Services within `hops` of these along dependencies, either way, with how far they are. */
export function nearServices(serviceIds: readonly string[], dependencies: Surroundings["dependencies"], hops = 2): Map<string, number> {
  const far = new Map(serviceIds.map((id) => [id, 0]));
  for (let hop = 1; hop <= hops; hop += 1) {
    const edge = new Set([...far].filter(([, distance]) => distance === hop - 1).map(([id]) => id));
    for (const [from, to] of dependencies) {
      if (edge.has(from) && !far.has(to)) far.set(to, hop);
      if (edge.has(to) && !far.has(from)) far.set(from, hop);
    }
  }
  return far;
}

/** Services that need these, directly or over one more: what the work can reach. */
export function dependentsOf(serviceIds: readonly string[], dependencies: Surroundings["dependencies"], hops = 2): string[] {
  const reached = new Set(serviceIds);
  for (let hop = 0; hop < hops; hop += 1) for (const [from, to] of dependencies.filter(([, to]) => reached.has(to))) if (to !== from) reached.add(from);
  return [...reached].filter((id) => !serviceIds.includes(id));
}

const overlap = (one: Span, other: Span): number => Math.max(0, Math.min(one.toMs, other.toMs) - Math.max(one.fromMs, other.fromMs));
const minutes = (ms: number): string => (ms >= 2 * 3_600_000 ? `${Math.round(ms / 3_600_000)} h` : `${Math.max(1, Math.round(ms / 60_000))} min`);
const conflict = (kind: ConflictKind, text: string, { href = null, blocks = false }: { href?: string | null; blocks?: boolean } = {}): Conflict => ({ kind, weight: blocks ? "blocks" : "warns", text, href });

function shared(serviceIds: readonly string[], near: ReadonlyMap<string, number>, names: Surroundings["names"]): string | null {
  const closest = serviceIds.filter((id) => near.has(id)).sort((a, b) => (near.get(a) ?? 9) - (near.get(b) ?? 9))[0];
  if (closest === undefined) return null;
  const name = names[closest] ?? "a service";
  return near.get(closest) === 0 ? `the same service ${name}` : near.get(closest) === 1 ? `${name}, one dependency away` : `${name}, two dependencies away`;
}

/** The stretches of the work in which nobody is on call, by team. */
function uncovered(work: Work, cover: readonly CoverSpan[]): Map<string, number> {
  const gaps = new Map<string, number>();
  for (const span of cover) if (span.person === null && overlap(work, span) > 0) gaps.set(span.team, (gaps.get(span.team) ?? 0) + overlap(work, span));
  return gaps;
}

function freezeConflicts(work: Work, { freezes, exempt }: Surroundings): Conflict[] {
  return freezes.filter((freeze) => overlap(work, freeze) > 0 && concerns(freeze, work.serviceIds) && !exempt.includes(freeze.freezeId)).map((freeze) =>
    conflict(freeze.kind === "hard" ? "hard_freeze" : "soft_freeze", `${freeze.kind === "hard" ? "Hard" : "Soft"} freeze: ${freeze.title}${freeze.reason === "" ? "" : ` (${freeze.reason})`}`, { blocks: freeze.kind === "hard", href: `/maintenance/freezes?freeze=${freeze.freezeId}` }));
}

function externalConflicts(work: Work, { external }: Surroundings): Conflict[] {
  return external.filter((event) => overlap(work, event) > 0).map((event) => conflict(event.mode === "busy" ? "external" : event.mode === "hard" ? "hard_freeze" : "soft_freeze", `Other calendar: ${event.title}`, { blocks: event.mode === "hard" }));
}

/** Everything that speaks against work at that time, what blocks it first. `near` may be given by who asks for many times. */
export function findConflicts(work: Work, around: Surroundings, near: ReadonlyMap<string, number> = nearServices(work.serviceIds, around.dependencies)): Conflict[] {
  const noticeLeftMs = work.fromMs - around.nowMs;
  const noticeMs = Math.max(work.noticeMs, around.promisedMs ?? 0);
  const found = [
    ...(work.toMs <= around.nowMs ? [conflict("past", "It lies in the past.", { blocks: true })] : []),
    ...freezeConflicts(work, around),
    ...around.windows.flatMap((other) => {
      const what = overlap(work, other) > 0 ? shared(other.serviceIds, near, around.names) : null;
      return what === null ? [] : [conflict("overlap", `Overlaps MW-${other.number} ${other.title} by ${minutes(overlap(work, other))}: ${what}`, { href: `/maintenance/${other.number}` })];
    }),
    ...around.incidents.flatMap((incident) => {
      const what = shared(incident.serviceIds, near, around.names);
      return what === null ? [] : [conflict("incident", `INC-${incident.number} ${incident.title} is open: ${what}`, { href: `/incidents/${incident.number}` })];
    }),
    ...[...uncovered(work, around.cover)].map(([team, ms]) => conflict("no_cover", `No on-call cover in ${team} for ${minutes(ms)}`)),
    ...(noticeMs > 0 && noticeLeftMs < noticeMs ? [conflict("notice", `Notice unmet: ${minutes(noticeMs)} were promised, ${noticeLeftMs <= 0 ? "none is" : `${minutes(noticeLeftMs)} are`} left`)] : []),
    ...externalConflicts(work, around),
    ...around.deadlines.filter(({ atMs }) => atMs >= work.fromMs && atMs < work.toMs).map(({ title, href = null }) => conflict("deadline", `Within it falls: ${title}`, { href })),
  ];
  return [...found.filter(({ weight }) => weight === "blocks"), ...found.filter(({ weight }) => weight === "warns")];
}
