import { fillRunbookStep, readSteps } from "#core/runbooks";
import type { RunbookStep } from "#contract/runbooks";
import { planIncidents, type DemoIncident } from "./incidents";
import type { Failure } from "./failures";
import { createRandom, type Random } from "./random";
import { minuteMs, type Timeline } from "./rhythm";
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
  incident: DemoIncident;
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
    id, document_id: `doc_demo_${runbook.slug}`, document_version: 1, snapshot: plain({ title: runbook.title, slug: runbook.slug, version: 1, steps }), variables: {}, status, subject_type: "incident", subject_id: told.incident.id, started_by: by,
    started_at: iso(startedAtMs), ended_at: endedAtMs === null ? null : iso(endedAtMs), paused_ms: 0, note: status === "failed" || status === "abandoned" ? endNotes[status] : "", is_demo: true, version: 1 + reached, created_at: iso(startedAtMs),
  };
  const stepRows = steps.map((step, position): Row => {
    const isDone = position < reached;
    const isNow = position === reached && status !== "completed";
    const filled = fillRunbookStep(step, {});
    return { run_type: "runbook", run_id: id, position, stage: step.stage, title: step.title, kind: step.kind, definition: plain({ step: filled, byHand: false }), is_rollback: false, status: isDone ? "done" : isNow ? "asked" : "waiting", attempts: isDone || isNow ? 1 : 0, started_at: isDone || isNow ? iso(atMs(position)) : null, ended_at: isDone ? iso(atMs(position + 1)) : null, actor_name: isDone ? by : null, note: "" };
  });
  const log: [number, string, string][] = [
    [startedAtMs, "started", `Started, ${steps.length} steps, for ${told.incident.title}`], ...steps.slice(0, reached).map((step, place): [number, string, string] => [atMs(place + 1), "step", `Done: ${step.title}`]),
    ...(endedAtMs === null || status === "running" ? [] : [...(status === "completed" ? [] : [[endedAtMs, "status", `${status === "failed" ? "It did not help" : "No longer needed"}: ${endNotes[status]}`] as [number, string, string]]), [endedAtMs, "status", endings[status]] as [number, string, string]]),
  ];
  return { runs: [run], steps: stepRows, events: log.map(([ms, kind, text], place): Row => ({ run_id: id, seq: place + 1, at: iso(ms), kind, actor_name: by, text, data: {} })) };
}

/** Runs of runbooks in the incidents of the demo's year. */
export function planRunbookRuns(seed: number, timeline: Timeline, failures: readonly Failure[]): RunbookRunRows {
  const all = planIncidents(seed, failures, timeline).flatMap((incident) => {
    const told = tell(incident, { random: createRandom(seed, `runbook/${incident.id}`), untilMs: timeline.untilMs });
    return told === null ? [] : [rowsOf(told, timeline.untilMs)];
  });
  return { runs: all.flatMap(({ runs }) => runs), steps: all.flatMap(({ steps }) => steps), events: all.flatMap(({ events }) => events) };
}
