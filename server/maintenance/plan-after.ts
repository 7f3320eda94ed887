import "server-only";
import { localOf } from "#core/maintenance";
import type { UpdateWindow } from "./contract";
import { requireInstant } from "./create-window";
import type { WindowRecord } from "./windows-repository";

/** The plan as it will be. */
export interface Plan {
  startsAt: Date;
  endsAt: Date;
  zone: string;
  startsLocal: string;
  durationMs: number;
}

export function planAfter(input: UpdateWindow, before: Pick<WindowRecord, "startsAt" | "endsAt" | "zone">): Plan {
  const zone = input.zone ?? before.zone;
  const startsLocal = input.startsLocal ?? localOf(before.startsAt.getTime(), before.zone);
  const durationMs = input.durationMs ?? before.endsAt.getTime() - before.startsAt.getTime();
  // What is not touched stays the same instant, also in an hour that daylight saving repeats.
  const startsAt = input.startsLocal === undefined && input.zone === undefined ? before.startsAt : requireInstant(startsLocal, zone);
  return { startsAt, endsAt: new Date(startsAt.getTime() + durationMs), zone, startsLocal, durationMs };
}
