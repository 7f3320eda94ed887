import "server-only";
import { LRUCache } from "lru-cache";
import type { AskInput, Brief, Home, HomeDecision } from "#contract/query";
import type { MetricDefinition, SemanticLayer } from "#core/query";
import { authorisationFingerprint } from "@/server/platform/auth/actor";
import { log } from "@/server/platform/log";
import type { Ctx } from "@/server/platform/registry";
import { versionsText } from "@/server/platform/versions";
import { collectBrief } from "./collect-brief";
import { isVisible } from "./core/gate";
import { minuteAfter } from "./core/period";
import { atRiskLine, bestFigures, changeLine, chooseFigures, figureLine, waitingLine, waitingLists, watched, type HomeClock, type HomeLine } from "./core/home/lines";
import { missedGoals, readAtRisk, readChange, readFigure, readWaiting, type GoalTarget, type WeighedChange } from "./core/home/read-answers";
import { currentVersions } from "./coverage";
import { askedDomains } from "./domains-read";
import { readerOf } from "./reader";
import { takeTurns } from "./take-turns";
import { processState } from "@/server/platform/process-state";

export interface HomeRequest {
  layer: SemanticLayer;
  goals: readonly GoalTarget[];
  ctx: Ctx;
}

type MetricLine = HomeLine & { metric: MetricDefinition };

const shownChanges = 6;
const staleMs = 5 * 60_000;
const composed = processState("home pages", () => new LRUCache<string, Promise<Home>>({ max: 200, ttl: staleMs })).current;

// Asked as of the running minute like any question, so that a line whose data stands is not computed again when another's changes.
const inputOf = ({ question, plan }: HomeLine, { zone }: HomeClock): AskInput => ({ question, plan, now: null, zone, threadId: null, afterRun: null, context: [], assumptions: {} });

/** Asks the lines of a page, a few at a time. A line that fails leaves a gap with its name, and the rest stands. */
function asker({ ctx, layer }: HomeRequest, clock: HomeClock) {
  const inTurn = takeTurns(4);
  const missing: string[] = [];
  const briefs: Brief[] = [];
  // Whoever asks first may leave; others wait for the same page.
  const patient: Ctx = { ...ctx, via: "page", clock: { now: () => new Date(clock.now) }, signal: AbortSignal.timeout(15_000) };
  const ask = async (line: HomeLine): Promise<Brief | null> => {
    try {
      const brief = await inTurn(() => collectBrief(inputOf(line, clock), patient, layer));
      briefs.push(brief);
      return brief;
    } catch (error) {
      log().warn({ err: error, requestId: ctx.requestId, line: line.id }, "a line of the home page was not answered");
      missing.push(line.question);
      return null;
    }
  };
  return { ask, missing, briefs };
}

const present = <T>(values: readonly (T | null)[]): T[] => values.filter((value): value is T => value !== null);

/** The latest instant of each domain's records up to now, over all answers: what is planned reaches further. */
function dataUntil(briefs: readonly Brief[], now: string): Home["dataUntil"] {
  const pairs = briefs.flatMap(({ trace }) => trace.dataAsOf).map(({ domain, at }) => ({ domain, at: at !== null && at > now ? now : at })).sort((a, b) => (a.at ?? "").localeCompare(b.at ?? ""));
  return [...new Map(pairs.map((pair) => [pair.domain, pair])).values()].sort((a, b) => a.domain.localeCompare(b.domain));
}

async function compose(request: HomeRequest, now: string): Promise<Home> {
  const { layer, goals, ctx } = request;
  const clock: HomeClock = { now: minuteAfter(now), zone: ctx.actor.zone };
  const reader = readerOf(ctx.actor);
  const visible: SemanticLayer = { metrics: layer.metrics.filter((metric) => isVisible(metric, reader)), subjects: layer.subjects.filter((subject) => isVisible(subject, reader)) };
  const { ask, missing, briefs } = asker(request, clock);
  const measured = (ids: readonly string[]): MetricDefinition[] => ids.flatMap((id) => visible.metrics.filter((metric) => metric.id === id));
  const answered = <T>(lines: readonly MetricLine[], read: (line: MetricLine, brief: Brief) => T | null): Promise<(T | null)[]> => Promise.all(lines.map(async (line) => ask(line).then((brief) => brief && read(line, brief))));
  const targets = goals.flatMap(({ metric, target }) => (metric === null || target === null ? [] : [metric]));
  const held = waitingLists.filter(({ subject }) => visible.subjects.some(({ id }) => id === subject));
  const [figures, changes, risks, lists] = await Promise.all([
    answered(chooseFigures(visible, targets).map((metric) => ({ ...figureLine(metric, clock), metric })), (line, brief) => readFigure(line, brief, goals)),
    answered<WeighedChange>(measured(watched).map((metric) => ({ ...changeLine(metric, clock), metric })), readChange),
    answered<HomeDecision>(measured(["sla_at_risk"]).map((metric) => ({ ...atRiskLine(metric), metric })), readAtRisk),
    Promise.all(held.map(async (waiting) => ask(waitingLine(waiting)).then((brief) => brief && readWaiting(waitingLine(waiting), brief, waiting)))),
  ]);
  const shown = bestFigures(present(figures), targets);
  return {
    asOf: now, dataUntil: dataUntil(briefs, now), figures: shown, missing,
    changes: present(changes).sort((a, b) => b.weight - a.weight).slice(0, shownChanges).map(({ change }) => change),
    decisions: [...present(lists), ...present(risks), ...missedGoals(shown, now)],
  };
}

/**
 * The home page of a leader. Composed once for all readers with the same rights, zone and data, and again when the data changes or after five minutes;
 * nothing that it asks is kept as a run.
 */
export async function readHome(request: HomeRequest): Promise<Home> {
  const { actor, clock } = request.ctx;
  const versions = versionsText(await currentVersions(), askedDomains);
  const key = [versions, authorisationFingerprint(actor), actor.roles.join(), actor.zone, JSON.stringify(request.goals)].join("|");
  const known = composed().get(key);
  if (known) return known;
  const home = compose(request, clock.now().toISOString());
  composed().set(key, home);
  try {
    const made = await home;
    if (made.missing.length > 0) composed().delete(key);
    return made;
  } catch (error) {
    composed().delete(key);
    throw error;
  }
}
