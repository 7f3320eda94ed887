import "server-only";
import { db } from "../../platform/db";

export interface TargetState {
  /** Null = there is no reading that is recent enough to say. */
  isGood: boolean | null;
  text: string;
}

const freshMs = 15 * 60_000;

async function monitorState(slug: string, now: Date): Promise<TargetState> {
  const monitor = await db().monitor.findUnique({ where: { slug }, select: { status: true, lastCheckAt: true, flappingSince: true, isPaused: true } });
  if (!monitor) return { isGood: null, text: `There is no monitor "${slug}".` };
  if (monitor.isPaused) return { isGood: null, text: "The monitor is paused." };
  const isFresh = monitor.lastCheckAt !== null && now.getTime() - monitor.lastCheckAt.getTime() <= freshMs;
  if (!isFresh || monitor.status === "none") return { isGood: null, text: "The monitor has no recent check." };
  return { isGood: monitor.status === "up" && monitor.flappingSince === null, text: monitor.flappingSince === null ? `The monitor is ${monitor.status}.` : "The monitor flaps." };
}

async function sloState(slug: string, now: Date): Promise<TargetState> {
  const slo = await db().slo.findFirst({ where: { slug }, select: { id: true } });
  const status = slo ? await db().sloStatus.findUnique({ where: { sloId: slo.id }, select: { status: true, remaining: true, evaluatedAt: true } }) : null;
  if (!slo) return { isGood: null, text: `There is no SLO "${slug}".` };
  if (!status || status.remaining === null || now.getTime() - status.evaluatedAt.getTime() > freshMs) return { isGood: null, text: "The SLO has no recent figure." };
  return { isGood: status.remaining > 0 && status.status !== "exhausted" && status.status !== "breached", text: `The SLO has ${Math.round(status.remaining * 1_000) / 10} % of its budget left (${status.status.replace("_", " ")}).` };
}

/** How the target of a check stands. What is not known is never good. */
export const readTarget = ({ target, slug }: { target: "monitor" | "slo"; slug: string }, now: Date): Promise<TargetState> => (target === "monitor" ? monitorState(slug, now) : sloState(slug, now));
