import "server-only";
import type { ReadOptions } from "@/server/platform/db";
import { processState } from "@/server/platform/process-state";
import { countVisible, readNewest } from "./find-repository";

const keptMs = 60_000;

interface Newest {
  readAtMs: number;
  /** About how many entries there are; 0 while the database has not counted. */
  entries: number;
  since: Map<number, Date | null>;
  /** By the keys of a reader, joined. */
  visible: Map<string, number>;
}

const kept = processState("newest search entries", () => ({ current: null as Newest | null }));

async function current(options: ReadOptions): Promise<Newest> {
  const holder = kept.current();
  if (holder.current !== null && performance.now() - holder.current.readAtMs < keptMs) return holder.current;
  const { entries } = await readNewest([0], options);
  return (holder.current = { readAtMs: performance.now(), entries, since: new Map(), visible: new Map() });
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

/** About how many entries the holder of these keys may see. */
export async function visibleTo(keys: readonly string[], options: ReadOptions): Promise<number> {
  const { entries, visible } = await current(options);
  if (keys.includes("all")) return entries;
  const name = keys.join("\n");
  const known = visible.get(name);
  if (known !== undefined) return known;
  const read = await countVisible(keys, options);
  visible.set(name, read);
  return read;
}
