import fs from "node:fs";
import { capture, captureOrFail } from "./command.mjs";
import { lockDigest, readStamp } from "./digest.mjs";

const STAMP = "node_modules/.quarterdeck";
const QUIET = ["--loglevel=error", "--no-audit", "--no-fund", "--include=dev"];

const readPackages = (file) => JSON.parse(fs.readFileSync(file, "utf8")).packages;

/** True when what npm says it installed is what the lockfile names, whoever ran npm. */
function isInstalledAsLocked() {
  if (!fs.existsSync("node_modules/.package-lock.json")) return false;
  const installed = readPackages("node_modules/.package-lock.json");
  return Object.entries(readPackages("package-lock.json")).every(([name, locked]) => name === "" || locked.optional || locked.devOptional || installed[name]?.version === locked.version);
}

/** Installs from the lockfile when node_modules is missing or stale. Returns true when it did. */
export async function ensureDependencies() {
  const digest = lockDigest();
  if (readStamp(STAMP) === digest) return false;
  const stale = !isInstalledAsLocked();
  if (stale) {
    const { code } = await capture("npm", ["ci", ...QUIET]);
    if (code !== 0) await captureOrFail("npm install", "npm", { args: ["install", "--no-save", ...QUIET] });
  }
  fs.writeFileSync(STAMP, digest);
  return stale;
}
