import "server-only";
import { performance } from "node:perf_hooks";
import type { Artefact, FrameworkChoice, ProposedAction } from "#contract/query";
import type { Answer, AnswerRequest } from "../answer";
import { Evidence } from "../core/compose/evidence";
import { cardOf } from "../core/frameworks/cards";
import { buildArtefact, type Found, type Need, type Program } from "../core/frameworks/program";
import { drawingOf } from "../core/frameworks/programs";
import { keepGroundedActions, keepGroundedArtefacts } from "../core/frameworks/verify-artefacts";
import { overviewIntents } from "../core/intent-groups";
import { describeRange } from "../core/period";
import { subjectOf } from "../core/plan-work";
import { inSentence } from "../core/vocabulary";
import { readNeeds, type NeedsRead } from "./read-needs";

const mostShown = 3;
const mostActions = 5;

interface Drawing {
  id: string;
  program: Program;
  isWorksheet: boolean;
  needs: Need[];
}

/** Needs of several programs share their keys; the card tells them apart. */
const keyed = (id: string, need: Need): Need => ({ ...need, key: `${id}.${need.key}` });

function drawingsFor({ plan, layer }: AnswerRequest): Drawing[] {
  return plan.frameworks.slice(0, mostShown).flatMap((id): Drawing[] => {
    const drawing = drawingOf(id);
    return drawing ? [{ id, ...drawing, needs: drawing.program.needs({ plan, layer }) }] : [];
  });
}

const ownFound = (id: string, read: NeedsRead): Map<string, Found> => new Map([...read.found].filter(([key]) => key.startsWith(`${id}.`)).map(([key, found]) => [key.slice(id.length + 1), found]));

const reasonsFor = (id: string, read: NeedsRead): string[] => [...new Set(read.unmet.filter(({ key }) => key.startsWith(`${id}.`)).flatMap(({ reason }) => reason ?? []))];

interface Drawn {
  choice: FrameworkChoice;
  artefact: Artefact | null;
  actions: ProposedAction[];
}

function draw(request: AnswerRequest, drawing: Drawing, at: { read: NeedsRead; evidence: Evidence }): Drawn {
  const { id, program, isWorksheet } = drawing;
  const { plan, now, zone } = request;
  const { artefact, actions, missing } = buildArtefact(program, { plan, now, zone, evidence: at.evidence, found: ownFound(id, at.read) }, request.assumptions);
  const reasons = reasonsFor(id, at.read);
  const state = artefact === null ? "not_fillable" : isWorksheet ? "worksheet" : "shown";
  const choice: FrameworkChoice = { id, name: cardOf(id)?.name ?? id, score: 0, because: "", state, missing: artefact === null ? [...missing, ...reasons] : [] };
  return { choice, artefact: artefact && { ...artefact, gaps: [...artefact.gaps, ...(isWorksheet ? [] : reasons.map((reason) => `Left out: ${reason}.`))] }, actions };
}

/** Phrases with digits that an artefact's plain words may hold: the days that its figures cover, and names of measures. */
const phrasesOf = (read: NeedsRead, zone: string): string[] => [...new Set([...read.found.values()].flatMap(({ observed, metric }) => [describeRange(observed, zone), ...(metric ? [metric.label, inSentence(metric.label), metric.noun] : [])]))];

/** Tables that something drawn or proposed names; the others were read to decide and are left out. */
function namedTables(artefacts: readonly Artefact[], actions: readonly ProposedAction[]): Set<string> {
  const names: string[] = [];
  JSON.stringify([artefacts, actions], (key, value: unknown) => {
    if (key === "table" && typeof value === "string") names.push(value);
    return value;
  });
  return new Set(names);
}

/** A method that was worked out leads where the question asks for one rather than for a figure. */
function told(request: AnswerRequest, base: Answer, drawn: readonly Drawn[]): Pick<Answer, "outcome" | "headline"> {
  const first = drawn.find(({ choice, artefact }) => artefact !== null && (choice.state === "shown" || base.outcome === "unclear"))?.artefact;
  const isMethodAsked = first?.id === "erlang_c" || (first?.id === "pareto" && request.plan.intent === "breakdown" && request.plan.dimensions.length === 0);
  // Records that advise have decided already. Risks of sites and groups say nothing of the things that the question names; what happened is told before why.
  const isAdvice = subjectOf(request.layer, request.plan.subject)?.decides === true;
  const isBeside = isAdvice || (first?.id === "risk_matrix" && request.plan.dimensions.length > 0) || (request.plan.intent === "status_summary" && request.plan.figures !== undefined);
  const isLeading = base.outcome === "unclear" || (base.outcome === "answered" && (isMethodAsked || overviewIntents.has(request.plan.intent) || (request.plan.metrics.length === 0 && request.plan.subject === null)));
  if (first && isLeading && !(isBeside && base.outcome === "answered")) return { outcome: "answered", headline: first.lede };
  if (base.outcome !== "unclear") return { outcome: base.outcome, headline: base.headline };
  return { outcome: "no_data", headline: [{ kind: "text", text: "The methods that fit this question cannot be filled from the records.", quiet: false }] };
}

/**
 * Adds to an answer what the plan's frameworks draw from the records: artefacts, what was chosen and what is missing, and proposed actions.
 * Everything drawn passes the same check as the sentences.
 */
export async function withFrameworks(request: AnswerRequest, base: Answer): Promise<Answer> {
  const started = performance.now();
  const drawings = drawingsFor(request);
  const needs = drawings.flatMap(({ id, needs: own }) => own.map((need) => keyed(id, need)));
  const read = await readNeeds(request, needs, base.tables);
  const readMs = performance.now() - started;
  const evidence = new Evidence(request.zone, "derived_frameworks");
  const held = new Set(base.tables.map(({ id }) => id));
  for (const { table } of read.outcomes) if (table && !held.has(table.id)) evidence.add(table);
  for (const table of base.tables) evidence.add(table);
  const drawn = drawings.map((drawing) => draw(request, drawing, { read, evidence }));
  const check = { tables: evidence.all(), zone: request.zone, phrases: phrasesOf(read, request.zone) };
  const artefacts = keepGroundedArtefacts(drawn.flatMap(({ artefact }) => artefact ?? []), check);
  const kept = new Set(artefacts.kept.map(({ id }) => id));
  const actions = keepGroundedActions(drawn.filter(({ choice }) => kept.has(choice.id)).flatMap((each) => each.actions).slice(0, mostActions), check);
  const named = namedTables(artefacts.kept, actions.kept);
  const { grounded } = base;
  return {
    ...base,
    ...told(request, base, drawn.filter(({ choice }) => kept.has(choice.id))),
    artefacts: artefacts.kept,
    actions: actions.kept,
    frameworks: drawn.map(({ choice, artefact }) => (artefact === null || kept.has(choice.id) ? choice : { ...choice, state: "not_fillable", missing: ["a drawing whose every figure is grounded"] })),
    tables: [...base.tables, ...evidence.all().filter(({ id }) => !held.has(id) && named.has(id))],
    tools: [...base.tools, ...read.outcomes.flatMap(({ call }) => (call ? [call] : []))],
    grounded: { figures: grounded.figures + artefacts.figures + actions.figures, ungrounded: grounded.ungrounded + artefacts.ungrounded + actions.ungrounded, dropped: grounded.dropped + artefacts.dropped + actions.dropped },
    stages: [...base.stages, { name: "Framework figures", ms: readMs }, { name: "Frameworks", ms: performance.now() - started - readMs }],
  };
}
