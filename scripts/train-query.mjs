// Trains the question classifier when its data or code have changed. Works offline; a minute or two.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { modelDigest } from "./lib/digest.mjs";

const READER = "server/generated/core/query-model.ts";
const WEIGHTS = "server/generated/core/query-model.bin";

/** True when the weights on disk are those of this data and code. */
export function isModelFresh() {
  return fs.existsSync(WEIGHTS) && fs.existsSync(READER) && fs.readFileSync(READER, "utf8").includes(`version = "${modelDigest()}"`);
}

/** Returns true when it trained. Throws when the trainer fails: a portal without it cannot read questions. */
export function ensureModel() {
  if (isModelFresh()) return false;
  const { status } = spawnSync(process.execPath, ["--import", "tsx", "scripts/train-query.ts", modelDigest()], { stdio: "inherit" });
  if (status !== 0) throw new Error("The question classifier could not be trained.");
  return true;
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) ensureModel();
