import "server-only";
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { readAllowList, type AllowRule } from "#core/changes";
import { systemActor } from "../../platform/auth/system-actor";
import { systemClock } from "../../platform/clock";
import { ConfigurationError } from "../../platform/env";
import { newId } from "../../platform/ids";
import { log } from "../../platform/log";
import type { Ctx } from "../../platform/registry";
import { carryOut, type RunnerSettings } from "./carry-out";
import type { Secrets } from "./call-http";
import { Presence } from "./presence-repository";
import { changeTrack } from "./change-track";
import type { RunTrack } from "./track";

const secretPrefix = "QUARTERDECK_RUNNER_SECRET_";

/** Secrets that steps may name as {{secret.NAME}}: QUARTERDECK_RUNNER_SECRET_NAME of the runner's own environment. */
export const secretsOf = (variables: Readonly<Record<string, string | undefined>>): Secrets =>
  Object.fromEntries(Object.entries(variables).flatMap(([name, value]) => (name.startsWith(secretPrefix) && value ? [[name.slice(secretPrefix.length), value]] : [])));

/** The allow-list as it is in the file now. A list with a fault allows nothing. */
export async function loadAllowList(path: string): Promise<AllowRule[]> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw new ConfigurationError(`The runner's allow-list ${path} cannot be read (${(error as { code?: string }).code ?? "failed"}). Name a file with QUARTERDECK_RUNNER_ALLOW, one "METHOD https://host/path" a line.`);
  });
  const { rules, faults } = readAllowList(text);
  if (faults.length > 0) throw new ConfigurationError(`The runner's allow-list ${path} has a line that cannot be read: line ${faults[0]?.line ?? 0}, "${faults[0]?.text ?? ""}". A line is METHOD https://host/path.`);
  return rules;
}

export interface RunnerOptions extends Partial<Omit<RunnerSettings, "rules">> {
  allowFile: string;
  /** Ends the runner after the step that it carries out. */
  signal: AbortSignal;
  idleMs?: number;
  /** What it takes runs of; changes alone when left out. */
  tracks?: readonly RunTrack[];
}

/** One round: runs that lost their runner are settled, then one run is taken and carried out. False = there was nothing to do. */
export async function runnerRound(settings: RunnerSettings, signal: AbortSignal, tracks: readonly RunTrack[] = [changeTrack]): Promise<boolean> {
  const ctx: Ctx = { requestId: newId("run"), actor: systemActor(`runner ${settings.name}`), clock: systemClock, signal, via: "job" };
  for (const track of tracks) await track.settleLost(ctx);
  for (const track of tracks) {
    const id = await track.leases.claim(settings.name, settings.leaseMs);
    if (id !== null && (await carryOut(id, track, { settings, ctx })) > 0) return true;
  }
  return false;
}

/** A runner: takes runs and carries out what a machine can, until it is told to end. What goes wrong around a step is logged and tried again; a step itself never is, unless its plan says so. */
export async function runRunner({ allowFile, signal, idleMs = 1_000, tracks = [changeTrack], ...given }: RunnerOptions): Promise<void> {
  await loadAllowList(allowFile);
  const settings: RunnerSettings = { name: newId("r"), secrets: {}, leaseMs: 30_000, beatMs: 1_000, ...given, rules: () => loadAllowList(allowFile) };
  const presence = new Presence(settings.name);
  try {
    while (!signal.aborted) {
      let isBusy = false;
      try {
        await presence.keep();
        isBusy = await runnerRound(settings, signal, tracks);
      } catch (error) {
        log().warn({ err: error, runner: settings.name }, "the runner's round failed");
      }
      if (!isBusy) await sleep(idleMs, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    await presence.end();
  }
}
