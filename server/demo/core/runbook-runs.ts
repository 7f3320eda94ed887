import { fillRunbookStep, readSteps } from "#core/runbooks";
import type { RunbookStep } from "#contract/runbooks";
import { planIncidents, type DemoIncident } from "./incidents";
import type { Failure } from "./failures";
import { serviceOf, teams, type ServiceSlug } from "./organisation";
import { createRandom, type Random } from "./random";
import { planReleases } from "./releases";
import { dayMs, hourMs, minuteMs, type Timeline } from "./rhythm";
import { runbooks, type DemoRunbook } from "./runbooks";
import type { Json, Row } from "./rows";

export interface RunbookRunRows {
  runs: Row[];
  steps: Row[];
  events: Row[];
}

const iso = (ms: number): string => new Date(ms).toISOString();
const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

interface Told {
  id: string;
  runbook: DemoRunbook;
  steps: readonly RunbookStep[];
  /** Null = a rehearsal. */
  incident: DemoIncident | null;
  by: string;
  startedAtMs: number;
  /** Null = still under way. */
  endedAtMs: number | null;
  status: "running" | "completed" | "failed" | "abandoned";
  /** Places of steps that were reached. */
  reached: number;
}

const endNotes = { failed: "The cause was another one", abandoned: "It came right by itself" } as const;
const endings = { completed: "Completed", failed: "Did not help", abandoned: "Left off" } as const;

/** Whoever is in command follows the runbook of the service; most of the time it helps. */
function tell(incident: DemoIncident, { random, untilMs }: { random: Random; untilMs: number }): Told | null {
  const own = runbooks.filter(({ service, alertNames }) => service === incident.service.slug && alertNames.length > 0);
  const runbook = own[0];
  const { acknowledgedAtMs, mitigatedAtMs } = incident;
  if (runbook === undefined || acknowledgedAtMs === null || !random.chance(0.75)) return null;
  const { steps } = readSteps(runbook.body);
  const startedAtMs = acknowledgedAtMs + random.int(1, 4) * minuteMs;
  if (steps.length === 0 || startedAtMs >= untilMs || (mitigatedAtMs !== null && mitigatedAtMs <= startedAtMs)) return null;
  const isOver = mitigatedAtMs !== null && mitigatedAtMs <= untilMs;
  const status = isOver ? random.weighted([{ item: "completed" as const, weight: 80 }, { item: "failed" as const, weight: 13 }, { item: "abandoned" as const, weight: 7 }]) : ("running" as const);
  return { id: `rbr_demo_${incident.id}`, runbook, steps, incident, by: incident.commander, startedAtMs, endedAtMs: isOver ? mitigatedAtMs : null, status, reached: status === "completed" ? steps.length : Math.min(steps.length - 1, random.int(1, steps.length)) };
}

function rowsOf(told: Told, untilMs: number): RunbookRunRows {
  const { id, runbook, steps, by, startedAtMs, endedAtMs, status, reached } = told;
  const eachMs = ((endedAtMs ?? untilMs) - startedAtMs) / Math.max(1, status === "completed" ? steps.length : reached + 1);
  const atMs = (place: number): number => Math.round(startedAtMs + place * eachMs);
  const run: Row = {
    id, document_id: `doc_demo_${runbook.slug}`, document_version: 1, snapshot: plain({ title: runbook.title, slug: runbook.slug, version: 1, steps }), variables: {}, status, subject_type: told.incident === null ? null : "incident", subject_id: told.incident?.id ?? null, started_by: by,
    started_at: iso(startedAtMs), ended_at: endedAtMs === null ? null : iso(endedAtMs), paused_ms: 0, note: status === "failed" || status === "abandoned" ? endNotes[status] : "", is_demo: true, version: 1 + reached, created_at: iso(startedAtMs),
  };
  const stepRows = steps.map((step, position): Row => {
    const isDone = position < reached;
    const isNow = position === reached && status !== "completed";
    const filled = fillRunbookStep(step, {});
    return { run_type: "runbook", run_id: id, position, stage: step.stage, title: step.title, kind: step.kind, definition: plain({ step: filled, byHand: false }), is_rollback: false, status: isDone ? "done" : isNow ? "asked" : "waiting", attempts: isDone || isNow ? 1 : 0, started_at: isDone || isNow ? iso(atMs(position)) : null, ended_at: isDone ? iso(atMs(position + 1)) : null, actor_name: isDone ? by : null, note: "" };
  });
  const log: [number, string, string][] = [
    [startedAtMs, "started", `Started, ${steps.length} steps${told.incident === null ? "" : `, for ${told.incident.title}`}`], ...steps.slice(0, reached).map((step, place): [number, string, string] => [atMs(place + 1), "step", `Done: ${step.title}`]),
    ...(endedAtMs === null || status === "running" ? [] : [...(status === "completed" ? [] : [[endedAtMs, "status", `${status === "failed" ? "It did not help" : "No longer needed"}: ${endNotes[status]}`] as [number, string, string]]), [endedAtMs, "status", endings[status]] as [number, string, string]]),
  ];
  return { runs: [run], steps: stepRows, events: log.map(([ms, kind, text], place): Row => ({ run_id: id, seq: place + 1, at: iso(ms), kind, actor_name: by, text, data: {} })) };
}

const workdayFrom = 9;
const workdayUntil = 16;

/** The next moment at which people rehearse: within the hours of a working day. */
function atWork(ms: number): number {
  const hour = new Date(ms).getUTCHours();
  const moved = hour < workdayFrom ? ms + (workdayFrom - hour) * hourMs : hour < workdayUntil ? ms : ms + (24 - hour + workdayFrom) * hourMs;
  const day = new Date(moved).getUTCDay();
  return moved + (day === 6 ? 2 : day === 0 ? 1 : 0) * dayMs;
}

interface Rehearsed {
  seed: number;
  timeline: Timeline;
  lastRelease: ReadonlyMap<ServiceSlug | null, number>;
}

/** Some teams rehearse after a release of their service, so that what the runbook says is known to hold; one that nobody touched was rehearsed long ago. */
function rehearse(runbook: DemoRunbook, { seed, timeline: { untilMs }, lastRelease }: Rehearsed): Told | null {
  const random = createRandom(seed, `rehearsal/${runbook.slug}`);
  const { steps } = readSteps(runbook.body);
  const changedMs = untilMs - runbook.changedDaysAgo * dayMs;
  const settledMs = Math.max(changedMs, lastRelease.get(runbook.service) ?? changedMs);
  const startedAtMs = atWork(settledMs + random.int(3, 20) * hourMs + random.int(0, 59) * minuteMs);
  const endedAtMs = startedAtMs + steps.length * random.int(2, 5) * minuteMs;
  const isDone = (runbook.service === null || random.chance(0.6)) && steps.length > 0 && endedAtMs < untilMs;
  const owner = runbook.service === null ? "sre" : serviceOf(runbook.service).owner;
  const by = teams.find(({ slug }) => slug === owner)?.people[0] ?? "Demo Operator";
  return isDone ? { id: `rbr_demo_rehearsal_${runbook.slug}`, runbook, steps, incident: null, by, startedAtMs, endedAtMs, status: "completed", reached: steps.length } : null;
}

/** Runs of runbooks in the incidents of the demo's year, and rehearsals. */
export function planRunbookRuns(seed: number, timeline: Timeline, failures: readonly Failure[]): RunbookRunRows {
  const inIncidents = planIncidents(seed, failures, timeline).map((incident) => tell(incident, { random: createRandom(seed, `runbook/${incident.id}`), untilMs: timeline.untilMs }));
  const lastRelease = new Map(planReleases(seed, timeline).map(({ service, atMs }) => [service, atMs]));
  const rehearsals = runbooks.map((runbook) => rehearse(runbook, { seed, timeline, lastRelease }));
  const all = [...inIncidents, ...rehearsals].flatMap((told) => (told === null ? [] : [rowsOf(told, timeline.untilMs)]));
  return { runs: all.flatMap(({ runs }) => runs), steps: all.flatMap(({ steps }) => steps), events: all.flatMap(({ events }) => events) };
}
