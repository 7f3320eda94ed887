import "server-only";
import type { SemanticLayer } from "#core/query";
import { systemClock } from "@/server/platform/clock";
import { subscribeLive } from "@/server/platform/live/hub";
import { log } from "@/server/platform/log";
import { askedDomains } from "./domains-read";
import { warmAnswers, warmEngine } from "./engine";
import { WarmTimer } from "./warm-timer";
import { processState } from "@/server/platform/process-state";

export interface WarmState {
  runs: number;
  lastAt: string | null;
  lastMs: number | null;
  lastWarmed: number | null;
}

const warmer = processState<{ running?: { state: WarmState; stop: () => void } }>("warmer", () => ({}));
const idle: WarmState = { runs: 0, lastAt: null, lastMs: null, lastWarmed: null };

export const warmState = (): WarmState => warmer.current().running?.state ?? idle;

async function warmOnce(layer: SemanticLayer, state: WarmState): Promise<void> {
  const started = performance.now();
  const now = systemClock.now();
  const options = { now, signal: new AbortController().signal };
  try {
    const offered = state.runs === 0 ? await warmEngine(layer, options) : 0;
    state.lastWarmed = offered + (await warmAnswers(layer, options));
    state.lastMs = Math.round(performance.now() - started);
    state.lastAt = now.toISOString();
    state.runs += 1;
  } catch (error) {
    log().warn({ err: error }, "answers were not computed ahead");
  }
}

/** Now, and after each change of the data, this process computes the answers that people ask for most. A second call does nothing. */
export function keepAnswersWarm(layer: SemanticLayer): () => void {
  const { running } = warmer.current();
  if (running) return running.stop;
  const state = { ...idle };
  const timer = new WarmTimer(() => warmOnce(layer, state), { delayMs: 1_000, restMs: 30_000 });
  timer.touch();
  const unsubscribe = subscribeLive(({ topic }) => askedDomains.some((domain) => domain === topic) && timer.touch());
  const stop = (): void => {
    unsubscribe();
    timer.stop();
    warmer.forget();
  };
  warmer.current().running = { state, stop };
  return stop;
}
