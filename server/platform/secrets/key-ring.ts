import "server-only";
import { readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { env } from "../env";
import { processState } from "../process-state";

// Beside these the file holds keys that are nobody's business here; they stay as they are.
const fileSchema = z.looseObject({ secretKey: z.string().min(32), previousKeys: z.array(z.string()).default([]) });
type KeyFile = z.output<typeof fileSchema>;

export interface KeyRing {
  /** Seals everything new. */
  current: string;
  /** Opens what was sealed before; during a rotation that is more than one. */
  all: readonly string[];
  /** Generated into the data directory, so that a rotation may replace it there. False: set by hand in QUARTERDECK_SECRET_KEY. */
  isGenerated: boolean;
}

interface Known {
  isGenerated?: boolean;
  stamp?: string;
  file?: KeyFile | null;
}

const known = processState<Known>("keys", () => ({})).current;

const keyFile = (): string => path.join(path.resolve(env().QUARTERDECK_DATA_DIR), "secrets.json");

/** Reads the file again only when it has changed: a rotation reaches a running server with its next secret. */
function readKeyFile(): KeyFile | null {
  const state = known();
  try {
    const { mtimeMs, ino } = statSync(keyFile());
    const stamp = `${keyFile()} ${ino} ${mtimeMs}`;
    if (state.stamp !== stamp) Object.assign(state, { stamp, file: fileSchema.parse(JSON.parse(readFileSync(keyFile(), "utf8"))) });
    return state.file ?? null;
  } catch {
    return null;
  }
}

/** The keys of this moment. The first call in a process settles whether they come from the data directory: make it at the start. */
export function keyRing(): KeyRing {
  const { QUARTERDECK_SECRET_KEY: given, QUARTERDECK_PREVIOUS_SECRET_KEY: previous } = env();
  const file = readKeyFile();
  const fromFile = file ? [file.secretKey, ...file.previousKeys] : [];
  const isGenerated = (known().isGenerated ??= fromFile.includes(given));
  if (isGenerated && file) return { current: file.secretKey, all: fromFile, isGenerated };
  return { current: given, all: previous === undefined ? [given] : [given, previous], isGenerated: false };
}

function writeKeyFile(change: Pick<KeyFile, "secretKey" | "previousKeys">): void {
  const draft = `${keyFile()}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify({ ...readKeyFile(), ...change }, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, keyFile());
}

/** Puts a new key in front; the old ones stay for reading. From here on everything new is sealed with it. */
export function stageKey(key: string): void {
  const { all } = keyRing();
  writeKeyFile({ secretKey: key, previousKeys: [...all] });
}

/** Forgets the old keys, once nothing is sealed with them. */
export const retireOldKeys = (): void => writeKeyFile({ secretKey: keyRing().current, previousKeys: [] });
