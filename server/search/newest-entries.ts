import "server-only";
import type { ReadOptions } from "@/server/platform/db";
import { processState } from "@/server/platform/process-state";
import { readNewest } from "./find-repository";

const keptMs = 60_000;

interface Newest {
  readAtMs: number;
  /** About how many entries there are; 0 while the database has not counted. */
  entries: number;
  since: Map<number, Date | null>;
}

const kept = processState("newest search entries", () => ({ current: null as Newest | null }));

async function current(options: ReadOptions): Promise<Newest> {
  const holder = kept.current();
  if (holder.current !== null && performance.now() - holder.current.readAtMs < keptMs) return holder.current;
  const { entries } = await readNewest([0], options);
  return (holder.current = { readAtMs: performance.now(), entries, since: new Map() });
}

export const countAbout = async (options: ReadOptions): Promise<number> => (await current(options)).entries;

/** Since when so many of the newest entries changed. A minute old at most: it only says where to look first. */
export async function sinceOf(place: number, options: ReadOptions): Promise<Date | null> {
  const { since } = await current(options);
  const known = since.get(place);
  if (known !== undefined) return known;
  const [read = null] = (await readNewest([place], options)).since;
  since.set(place, read);
  return read;
}
