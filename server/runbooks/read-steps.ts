import "server-only";
import { proofOf } from "#core/runbooks";
import type { Ctx } from "../platform/registry";
import type { RunbookCoverage, RunbookProof, RunbookSteps, SuggestedRunbooks } from "./contract";
import { coverageOfAlerts, coverageOfServices } from "./coverage-repository";
import { readRunbookText } from "./read-text";
import { presentRuns } from "./read-runs";
import { findRunbookText, listProofRows, type ProofRow } from "./runbooks-repository";
import { listRunRecords } from "./runs-repository";
import { noSuchRunbook } from "./start-run";
import { requireSubject } from "./subjects";
import { listRunbooksFor } from "./subjects-repository";

function proofFrom({ runs, changes }: Pick<ProofRow, "runs" | "changes">, now: Date): RunbookProof {
  const outcomes = runs.map(({ status, startedAt, endedAt, pausedMs }) => ({ status, startedAtMs: Date.parse(startedAt), endedAtMs: endedAt === null ? null : Date.parse(endedAt), pausedMs }));
  return proofOf(outcomes, { changes: changes.map(({ what, at, href }) => ({ what, atMs: Date.parse(at), href })), nowMs: now.getTime() });
}

/** What a run of the runbook would do, what it asks for, and what its runs prove. */
export async function getSteps({ slug }: { slug: string }, ctx: Ctx): Promise<RunbookSteps> {
  const [text, rows] = await Promise.all([findRunbookText(ctx.actor.scope, slug, ctx.signal), listProofRows(ctx.actor.scope, [slug], ctx.signal)]);
  if (!text) throw noSuchRunbook(slug);
  const { steps, faults, variables } = readRunbookText(text.body);
  return { slug, title: text.title, steps: steps.map(({ kind, title, stage, line }) => ({ kind, title, stage, line })), faults, variables, proof: proofFrom(rows[0] ?? { runs: [], changes: [] }, ctx.clock.now()) };
}

const suggestions = 5;

/** Runbooks for an incident, an alert, a window or a ticket, and the runs that were made for it. */
export async function suggest({ type, number }: { type: "incident" | "alert" | "window" | "ticket"; number: string }, ctx: Ctx): Promise<SuggestedRunbooks> {
  const subject = await requireSubject({ type, number }, ctx);
  const [found, { records }] = await Promise.all([listRunbooksFor(subject, suggestions, ctx.signal), listRunRecords(ctx.actor.scope, { subject: type, subjectId: subject.id, limit: 20 })]);
  const rows = new Map((await listProofRows(ctx.actor.scope, found.map(({ slug }) => slug), ctx.signal)).map((row) => [row.slug, row]));
  const items = found.flatMap(({ slug, why }) => {
    const row = rows.get(slug);
    const proof = row === undefined ? null : proofFrom(row, ctx.clock.now());
    return row === undefined || proof === null ? [] : [{ slug, title: row.title, why, state: proof.state, lastSuccessAt: proof.lastSuccessAt }];
  });
  return { items, nextCursor: null, runs: await presentRuns(records, ctx) };
}

const order: Readonly<Record<RunbookProof["state"], number>> = { drifted: 0, old: 1, unproven: 2, proven: 3 };
const shownRunbooks = 100;

/** Which services and alerts have a runbook, and how far the runbooks are proved by use. */
export async function getCoverage(_: object, ctx: Ctx): Promise<RunbookCoverage> {
  const now = ctx.clock.now();
  const [services, alerts, rows] = await Promise.all([coverageOfServices(ctx.actor.scope, ctx.signal), coverageOfAlerts(ctx.actor.scope, { since: new Date(now.getTime() - 90 * 86_400_000) }, ctx.signal), listProofRows(ctx.actor.scope, null, ctx.signal)]);
  const proven = rows.map((row) => ({ slug: row.slug, title: row.title, service: row.service, proof: proofFrom(row, now) }));
  const count = (state: RunbookProof["state"]): number => proven.filter(({ proof }) => proof.state === state).length;
  const toRehearse = proven.filter(({ proof }) => proof.state !== "proven").sort((a, b) => order[a.proof.state] - order[b.proof.state] || (a.proof.lastSuccessAt ?? "").localeCompare(b.proof.lastSuccessAt ?? "") || a.title.localeCompare(b.title));
  return { services, alerts, proof: { runbooks: rows.length, proven: count("proven"), drifted: count("drifted"), old: count("old"), unproven: count("unproven") }, states: proven.map(({ slug, proof: { state } }) => ({ slug, state })), items: toRehearse.slice(0, shownRunbooks), nextCursor: null };
}
