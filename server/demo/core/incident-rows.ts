import { causeWords, effectOf, postmortemBody } from "./incident-words";
import { doubleCharge, type DemoIncident } from "./incidents";
import { createRandom, type Random } from "./random";
import { dayMs, hourMs, minuteMs } from "./rhythm";
import type { Row } from "./rows";

export interface IncidentStory {
  incident: Row;
  services: Row[];
  events: Row[];
  actions: Row[];
  postmortems: Row[];
  /** Ids of failures whose tickets and alerts belong to it. */
  failures: readonly string[];
  /** Tickets that tell the same without a failure: of this service, with this subject, opened since then. */
  alike: { service: string; subject: string; from: string } | null;
}

const iso = (ms: number): string => new Date(ms).toISOString();
const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms));
const reviewer = "Anton Fischer";
const day = (ms: number): string => iso(ms).slice(0, 10);

function statusOf({ acknowledgedAtMs, mitigatedAtMs, resolvedAtMs, closedAtMs }: DemoIncident): string {
  if (closedAtMs !== null) return "closed";
  if (resolvedAtMs !== null) return "resolved";
  if (mitigatedAtMs !== null) return "mitigated";
  return acknowledgedAtMs === null ? "triage" : "started";
}

function incidentRow(told: DemoIncident): Row {
  const { id, title, summary, severity, service, cause, detectedBy, isPublic, commander, communicator, repeatOf } = told;
  return {
    id, title, summary, severity, status: statusOf(told), service_id: `svc_demo_${service.slug}`, team_id: `team_demo_${service.owner}`, root_cause: cause?.root ?? null, detected_by: detectedBy, is_public: isPublic, commander, communicator,
    started_at: iso(told.startedAtMs), declared_at: iso(told.declaredAtMs), acknowledged_at: isoOrNull(told.acknowledgedAtMs), mitigated_at: isoOrNull(told.mitigatedAtMs), resolved_at: isoOrNull(told.resolvedAtMs), closed_at: isoOrNull(told.closedAtMs),
    repeat_of_id: repeatOf, is_demo: true, version: 1, created_at: iso(told.declaredAtMs),
  };
}

interface Entry {
  atMs: number | null;
  kind: "declared" | "status" | "severity" | "role" | "note" | "update" | "task" | "postmortem";
  by: string;
  text: string;
  isPublic?: boolean;
}

const beginning = (told: DemoIncident): Entry[] => {
  const { commander, communicator, declaredAtMs, acknowledgedAtMs, isPublic, severity, declaredAs } = told;
  return [
    { atMs: declaredAtMs, kind: "declared", by: commander, text: `Declared as ${declaredAs.toUpperCase()}`, isPublic },
    { atMs: declaredAtMs, kind: "role", by: commander, text: `${commander} is commander` },
    { atMs: acknowledgedAtMs, kind: "status", by: commander, text: "triage → started", isPublic },
    ...(communicator === null ? [] : [{ atMs: acknowledgedAtMs, kind: "role" as const, by: commander, text: `${communicator} is communicator` }]),
    ...(severity === declaredAs ? [] : [{ atMs: acknowledgedAtMs, kind: "severity" as const, by: commander, text: `${declaredAs.toUpperCase()} → ${severity.toUpperCase()}`, isPublic }]),
  ];
};

function work(told: DemoIncident): Entry[] {
  const [failure] = told.failures;
  const { acknowledgedAtMs, mitigatedAtMs, resolvedAtMs, commander, communicator, cause, isPublic } = told;
  if (failure === undefined || cause === null || acknowledgedAtMs === null || mitigatedAtMs === null) return [];
  const words = causeWords[cause.root];
  const between = (share: number): number => Math.round(acknowledgedAtMs + (mitigatedAtMs - acknowledgedAtMs) * share);
  const first = communicator === null ? [] : [{ atMs: between(0.15), kind: "update" as const, by: communicator, text: `${effectOf(failure)} We are working on it and write again within half an hour.`, isPublic }];
  const last = communicator === null ? [] : [{ atMs: mitigatedAtMs, kind: "update" as const, by: communicator, text: `${told.service.name} works again. We keep watching it.`, isPublic }];
  return [
    ...first,
    { atMs: between(0.4), kind: "note", by: commander, text: words.found },
    { atMs: mitigatedAtMs, kind: "status", by: commander, text: `started → mitigated: ${words.fix}`, isPublic },
    ...last,
    { atMs: resolvedAtMs, kind: "status", by: commander, text: "mitigated → resolved: every check has been well since", isPublic },
  ];
}

/** What is known so far of the incident that is being worked on. */
function unfinished({ id, acknowledgedAtMs, commander, communicator, isPublic }: DemoIncident): Entry[] {
  if (id !== "inc_demo_double_charge" || acknowledgedAtMs === null) return [];
  const later = (minutes: number): number => acknowledgedAtMs + minutes * minuteMs;
  return [
    { atMs: later(11), kind: "note", by: commander, text: "The renewal ran twice for the accounts of one batch: the lock of the first run had expired." },
    { atMs: later(22), kind: "update", by: communicator ?? commander, text: "Some customers see two charges for this month. The second one is held back and will not be captured.", isPublic },
    { atMs: later(41), kind: "task", by: commander, text: "Done: Stop the renewal job" },
    { atMs: later(74), kind: "note", by: commander, text: "The list of accounts is complete; voiding the second authorisations is next." },
    { atMs: later(215), kind: "note", by: commander, text: "Two thirds of the second authorisations are void; the bank answers slowly." },
  ];
}

function ending({ postmortem, closedAtMs, commander }: DemoIncident): Entry[] {
  const words = { draft: "Postmortem draft", in_review: "Postmortem in review", published: "Postmortem published" };
  return [
    ...(postmortem === null ? [] : [{ atMs: postmortem.atMs, kind: "postmortem" as const, by: postmortem.state === "published" ? reviewer : commander, text: words[postmortem.state] }]),
    { atMs: closedAtMs, kind: "status", by: commander, text: "resolved → closed" },
  ];
}

function eventRows(told: DemoIncident): Row[] {
  const entries = [...beginning(told), ...work(told), ...unfinished(told), ...ending(told)].flatMap(({ atMs, ...entry }) => (atMs === null ? [] : [{ atMs, ...entry }]));
  return entries.sort((a, b) => a.atMs - b.atMs).map(({ atMs, kind, by, text, isPublic = false }, index) => ({ incident_id: told.id, seq: index + 1, at: iso(atMs), kind, actor_name: by, text, data: {}, is_public: isPublic }));
}

interface Action {
  title: string;
  owner: string;
  kind: "task" | "action";
  createdAtMs: number;
  dueAtMs: number | null;
  doneAtMs: number | null;
}

/** Most actions are done around their date, some late, and one in seven never. */
function followUps(told: DemoIncident, random: Random, untilMs: number): Action[] {
  const { resolvedAtMs, cause, severity, commander } = told;
  if (resolvedAtMs === null || cause === null) return [];
  const count = { sev1: 3, sev2: 2, sev3: random.int(0, 1), sev4: 0 }[severity];
  return causeWords[cause.root].actions.slice(0, count).flatMap((title): Action[] => {
    const createdAtMs = resolvedAtMs + random.int(18, 70) * hourMs;
    const dueAtMs = createdAtMs + random.int(14, 56) * dayMs;
    const doneAtMs = createdAtMs + Math.round((dueAtMs - createdAtMs) * (0.3 + random.next() * 0.9));
    const isDone = random.chance(0.86) && doneAtMs < untilMs;
    return createdAtMs < untilMs ? [{ title, owner: commander, kind: "action", createdAtMs, dueAtMs, doneAtMs: isDone ? doneAtMs : null }] : [];
  });
}

function tasks({ id, acknowledgedAtMs, commander }: DemoIncident): Action[] {
  if (id !== "inc_demo_double_charge" || acknowledgedAtMs === null) return [];
  const task = (title: string, doneAfterMs: number | null): Action => ({ title, owner: commander, kind: "task", createdAtMs: acknowledgedAtMs, dueAtMs: null, doneAtMs: doneAfterMs === null ? null : acknowledgedAtMs + doneAfterMs });
  return [task("Stop the renewal job", 41 * minuteMs), task("Void the second authorisations", null), task("Write to the customers who were charged", null)];
}

const actionRow = (told: DemoIncident, { title, owner, kind, createdAtMs, dueAtMs, doneAtMs }: Action, index: number): Row => ({
  id: `${told.id.replace("inc_", "act_")}_${index + 1}`, incident_id: told.id, title, owner_name: owner, due_on: dueAtMs === null ? null : day(dueAtMs), done_at: isoOrNull(doneAtMs), kind, is_demo: true, version: 1, created_at: iso(createdAtMs),
});

function postmortemRows(told: DemoIncident): Row[] {
  const { postmortem, cause, failures: [failure] } = told;
  if (postmortem === null || cause === null || failure === undefined) return [];
  const body = postmortemBody({ effect: effectOf(failure), cause: cause.root, line: cause.line, minutes: Math.round((failure.endedAtMs - failure.startedAtMs) / minuteMs), services: told.services.map(({ name }) => name), detectedBy: told.detectedBy });
  const isPublished = postmortem.state === "published";
  return [{ incident_id: told.id, state: postmortem.state, body, reviewer_name: postmortem.state === "draft" ? "" : reviewer, reviewed_by: isPublished ? reviewer : null, reviewed_at: isPublished ? iso(postmortem.atMs) : null, version: 1, updated_at: iso(postmortem.atMs) }];
}

export function incidentStory(seed: number, told: DemoIncident, untilMs: number): IncidentStory {
  const random = createRandom(seed, `actions/${told.id}`);
  return {
    incident: incidentRow(told), services: told.services.map(({ slug }) => ({ incident_id: told.id, service_id: `svc_demo_${slug}` })), events: eventRows(told),
    actions: [...tasks(told), ...followUps(told, random, untilMs)].map((action, index) => actionRow(told, action, index)), postmortems: postmortemRows(told),
    failures: told.failures.map(({ id }) => id), alike: told.failures.length > 0 ? null : { service: `svc_demo_${told.service.slug}`, subject: doubleCharge.subject, from: iso(told.startedAtMs) },
  };
}
