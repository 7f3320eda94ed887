import { createPlanInput, type Stage } from "#contract/changes";
import { fillStep, stepsOf } from "#core/changes";
import { approvalRows } from "./approvals";
import type { MaintenanceRows } from "./maintenance";
import { services, teams, type DemoService } from "./organisation";
import { createRandom, type Random } from "./random";
import { dayMs, hourMs, minuteMs, type Timeline } from "./rhythm";
import type { Json, Row } from "./rows";

export interface ChangeRows {
  plans: Row[];
  runs: Row[];
  steps: Row[];
  events: Row[];
  evidence: Row[];
  /** Who agreed to the plans and to the windows. */
  approvals: Row[];
  /** Windows with the plan that is carried out in them. */
  windows: Row[];
}

interface Work {
  /** As the windows' titles end. */
  name: string;
  slug: string;
  purpose: "patch" | "update";
  what: string;
}

const works: readonly Work[] = [
  { name: "security patches", slug: "patches", purpose: "patch", what: "Brings the machines to the newest security patches, one group after the other." },
  { name: "minor upgrade", slug: "upgrade", purpose: "update", what: "Moves to the next minor version. Data stays as it is; the old version can come back at any point." },
  { name: "certificate rotation", slug: "certificates", purpose: "update", what: "Replaces the certificates before they end. Both are trusted until the old one is withdrawn." },
];

const iso = (ms: number): string => new Date(ms).toISOString();
const call = (title: string, path: string, minutes = 5) => ({ kind: "http" as const, title, url: `https://deploy.internal.example/{{service}}/${path}`, headers: { Authorization: "Bearer {{secret.DEPLOY}}" }, timeoutMs: minutes * minuteMs });

/** Test, then a small part, then everybody; each step that changes something with its way back. */
function stagesOf(service: DemoService, { name }: Work): Stage[] {
  const monitor = service.endpoints[0]?.slug ?? service.slug;
  const up = (title: string, holdMs: number) => ({ kind: "check" as const, title, target: "monitor" as const, slug: monitor, holdMs, timeoutMs: holdMs + 10 * minuteMs });
  return createPlanInput.shape.stages.parse([
    { name: "test", steps: [{ ...call(`Apply ${name} to the test environment`, "test/apply"), rollback: call("Put the test environment back", "test/revert") }, { kind: "manual", title: "Walk through the main paths", instructions: "Sign in, look something up, change it, and look at the errors of the last ten minutes.", rollback: { kind: "manual", title: "Clear the test records" } }] },
    { name: "canary", steps: [{ ...call(`Apply ${name} to the first group`, "canary/apply"), rollback: call("Put the first group back", "canary/revert") }, { kind: "wait", title: "Let it take traffic", durationMs: 10 * minuteMs }, up("The monitor holds", 5 * minuteMs)] },
    { name: "production", steps: [{ kind: "approval", title: "Go for everybody", instructions: "Compare errors and latency of the first group with the rest." }, { ...call(`Apply ${name} to all groups`, "production/apply", 15), rollback: call("Put all groups back", "production/revert", 15) }, up("The monitor holds for everybody", 10 * minuteMs)] },
  ]);
}

const planId = (service: string, work: Work): string => `cpl_demo_${service}_${work.slug}`;
const text = (row: Row, column: string): string => String(row[column] ?? "");
const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

function planRow(service: DemoService, work: Work, { fromMs }: Timeline): Row {
  const by = teams.find(({ slug }) => slug === service.owner)?.people[0] ?? "Anton Fischer";
  return {
    id: planId(service.slug, work), title: `${service.name}: ${work.name}`, description: work.what, purpose: work.purpose, kind: "normal", service_id: `svc_demo_${service.slug}`, owner_team_id: `team_demo_${service.owner}`, status: "approved",
    variables: [{ name: "service", value: service.slug }], stages: plain(stagesOf(service, work)), rolls_back: service.tier > 1, requested_by: by, requested_at: iso(fromMs + dayMs), approved_version: 1, approved_at: iso(fromMs + dayMs + 3 * hourMs), is_demo: true, version: 1, created_at: iso(fromMs),
  };
}

type Ending = "completed" | "rolled_back" | "failed" | "running";

interface Told {
  id: string;
  plan: Row;
  service: DemoService;
  purpose: "change" | "rehearsal";
  ending: Ending;
  startedAtMs: number;
  endedAtMs: number;
  windowId: string | null;
  by: string;
}

/** A step of a run with how it went; the last one reached is where it ended. */
interface ToldStep {
  definition: ReturnType<typeof stepsOf>[number]["step"] & { undoes?: number };
  stage: string;
  title: string;
  status: "done" | "failed" | "asked" | "waiting";
  isRollback: boolean;
}

const machine = "runner deploy-1";

function stepsToTell({ plan, service, purpose, ending }: Told): ToldStep[] {
  const all = stepsOf(plan.stages as unknown as Stage[]).filter(({ stage }) => purpose === "change" || stage === "test");
  const stopsAt = purpose === "rehearsal" || ending === "completed" ? all.length : ending === "running" ? all.findIndex(({ step }) => step.kind === "approval") : all.length - 1;
  const forward = all.map(({ stage, step }, place): ToldStep => ({ definition: fillStep(step, { service: service.slug }), stage, title: step.title, isRollback: false, status: place < stopsAt ? "done" : place > stopsAt ? "waiting" : ending === "running" ? "asked" : "failed" }));
  const isBack = purpose === "rehearsal" || ending === "rolled_back";
  const undone = isBack ? forward.map((step, position) => ({ ...step, position })).filter(({ status, definition }) => status === "done" && definition.rollback !== null).reverse() : [];
  return [...forward, ...undone.flatMap(({ definition, stage, position }): ToldStep[] => (definition.rollback === null ? [] : [{ definition: { ...definition.rollback, undoes: position } as ToldStep["definition"], stage, title: definition.rollback.title, isRollback: true, status: "done" }]))];
}

const isByHand = ({ definition }: ToldStep): boolean => definition.kind === "manual" || definition.kind === "approval";
const errorOf = ({ status }: ToldStep): string | null => (status === "failed" ? "The monitor is down. The time for it is over." : null);
const words = { done: "Done", failed: "Failed", asked: "Waits for a person", waiting: "" } as const;
const endings = { completed: "Completed", rolled_back: "Rolled back", failed: "Stopped: what was done stays as it is", running: "" } as const;

/** The run, its steps and its log, spread evenly over the time that it took. */
function rowsOf(told: Told): Pick<ChangeRows, "runs" | "steps" | "events" | "evidence"> {
  const { id, plan, purpose, ending, startedAtMs, endedAtMs, windowId, by } = told;
  const steps = stepsToTell(told);
  const reached = steps.filter(({ status }) => status !== "waiting");
  const eachMs = (endedAtMs - startedAtMs) / Math.max(1, reached.length);
  const beganMs = (step: ToldStep): number => Math.round(startedAtMs + reached.indexOf(step) * eachMs);
  const isOver = ending !== "running";
  const run: Row = { id, plan_id: plan.id ?? "", plan_version: 1, snapshot: plain({ title: plan.title, description: plan.description, rollsBack: plan.rolls_back, variables: plan.variables, plan: plan.stages }), variables: { service: told.service.slug }, status: purpose === "rehearsal" ? "rolled_back" : ending, purpose, window_id: windowId, started_by: by, started_at: iso(startedAtMs), ended_at: isOver ? iso(endedAtMs) : null, is_demo: true, version: 1 + reached.length, created_at: iso(startedAtMs) };
  const rows = steps.map((step, position): Row => {
    const isReached = step.status !== "waiting";
    return { run_type: "change", run_id: id, position, stage: step.stage, title: step.title, kind: step.definition.kind, definition: plain(step.definition), is_rollback: step.isRollback, status: step.status, attempts: isReached ? 1 : 0, started_at: isReached ? iso(beganMs(step)) : null, ended_at: step.status === "done" || step.status === "failed" ? iso(Math.round(beganMs(step) + eachMs)) : null, actor_name: !isReached ? null : isByHand(step) ? by : machine, note: "", evidence: step.status === "done" && step.definition.kind === "http" ? { status: 200 } : null, error: errorOf(step) };
  });
  const log: [number, string, string, string][] = [[startedAtMs, "started", by, `Started as a ${purpose}, ${steps.filter(({ isRollback }) => !isRollback).length} steps`], ...reached.map((step): [number, string, string, string] => [Math.round(beganMs(step) + (step.status === "asked" ? 0 : eachMs)), step.status === "failed" ? "failed" : step.status === "asked" ? "asked" : "step", isByHand(step) ? by : machine, `${words[step.status]}: ${step.title}${errorOf(step) === null ? "" : `. ${errorOf(step)}`}`]), ...(isOver ? [[endedAtMs, "status", machine, purpose === "rehearsal" ? endings.rolled_back : endings[ending]] as [number, string, string, string]] : [])];
  const proof = (kind: "test" | "rollback", atMs: number, said: string): Row => ({ id: `cev_${kind}_${id}`, plan_id: plan.id ?? "", kind, run_id: id, outcome: "passed", text: said, actor_name: by, at: iso(atMs), is_demo: true });
  return { runs: [run], steps: rows, events: log.map(([ms, kind, actor, said], place): Row => ({ run_id: id, seq: place + 1, at: iso(ms), kind, actor_name: actor, text: said, data: {} })), evidence: [proof("test", Math.round(startedAtMs + 2 * eachMs), "2 steps of the test stage done"), ...(purpose === "rehearsal" ? [proof("rollback", endedAtMs, "2 steps undone")] : [])] };
}

const runOf = (window: Row, { plan, service }: { plan: Row; service: DemoService }): Told | null => {
  const status = text(window, "status");
  if (!["completed", "rolled_back", "failed", "in_progress"].includes(status)) return null;
  const startedAtMs = Date.parse(text(window, "started_at")) + 2 * minuteMs;
  const endedAtMs = window.ended_at === null ? startedAtMs + 20 * minuteMs : Math.max(startedAtMs + minuteMs, Date.parse(text(window, "ended_at")) - minuteMs);
  return { id: `crn_${text(window, "id")}`, plan, service, purpose: "change", ending: status === "in_progress" ? "running" : (status as Ending), startedAtMs, endedAtMs, windowId: text(window, "id"), by: text(window, "requested_by") };
};

/** The way back was rehearsed some time in the last four months: of most plans recently enough, of some not. */
function rehearsalOf(plan: Row, service: DemoService, { random, untilMs }: { random: Random; untilMs: number }): Told {
  const startedAtMs = untilMs - random.int(5, 120) * dayMs + random.int(0, 6) * hourMs;
  return { id: `crn_rehearsal_${text(plan, "id")}`, plan, service, purpose: "rehearsal", ending: "rolled_back", startedAtMs, endedAtMs: startedAtMs + 40 * minuteMs, windowId: null, by: text(plan, "requested_by") };
}

/** Plans of the work that the windows carry, and their runs over the year. */
export function planChanges(seed: number, timeline: Timeline, { windows, services: serviceOfWindow }: MaintenanceRows): ChangeRows {
  const known = services.flatMap((service) => works.map((work) => ({ service, work, plan: planRow(service, work, timeline) })));
  const found = (window: Row) => known.find(({ service, work }) => text(window, "title") === `${service.slug} ${work.name}`);
  const told = windows.flatMap((window) => {
    const match = found(window);
    return (match ? runOf(window, match) : null) ?? [];
  });
  const rehearsals = known.map(({ plan, service }) => rehearsalOf(plan, service, { random: createRandom(seed, `rehearsal/${text(plan, "id")}`), untilMs: timeline.untilMs }));
  const rows = [...told, ...rehearsals].filter(({ startedAtMs, endedAtMs, ending }) => startedAtMs >= timeline.fromMs && (ending === "running" ? startedAtMs : endedAtMs) <= timeline.untilMs).sort((a, b) => a.startedAtMs - b.startedAtMs).map(rowsOf);
  const plans = known.map(({ plan }) => plan);
  return { plans, approvals: approvalRows({ windows, plans, serviceOfWindow }), runs: rows.flatMap(({ runs }) => runs), steps: rows.flatMap(({ steps }) => steps), events: rows.flatMap(({ events }) => events), evidence: rows.flatMap(({ evidence }) => evidence), windows: windows.map((window) => ({ ...window, plan_id: found(window)?.plan.id ?? null })) };
}
