import fs from "node:fs";
import { capture, endGroup, requireSuccess, tool } from "./command.mjs";
import { readStamp, schemaDigest, sourceDigest } from "./digest.mjs";
import { withLock } from "./lock.mjs";
import { isGroupOf, UserFacingError } from "./process.mjs";
import { TOOL_ENV } from "./project.mjs";
import { ensureModel } from "../train-query.mjs";

const STANDALONE = ".next/standalone";
const BUILD_STAMP = `${STANDALONE}/.digest`;
const CLIENT = "server/generated";
const LOCK = "node_modules/.quarterdeck-build";
const BUILD_PID = "node_modules/.quarterdeck-build-pid";

export const SERVER = `${STANDALONE}/server.js`;

/** Writes the database client when the schema has changed, and the question classifier when its data has, side by side. Returns true when it wrote. */
export async function ensureClient() {
  const digest = schemaDigest();
  const isKnown = readStamp(`${CLIENT}/.digest`) === digest;
  const generated = isKnown ? null : capture(process.execPath, [tool("prisma/build/index.js"), "generate"], { env: TOOL_ENV });
  const isTrained = ensureModel();
  if (generated === null) return isTrained;
  requireSuccess("prisma generate", await generated);
  fs.writeFileSync(`${CLIENT}/.digest`, digest);
  return true;
}

/** The server that Next writes is complete but for the files that browsers fetch. */
function copyBrowserFiles() {
  if (!fs.existsSync(SERVER)) throw new UserFacingError(`next build wrote no ${SERVER}: next.config.ts must say output "standalone" and name this folder as outputFileTracingRoot.`);
  fs.cpSync(".next/static", `${STANDALONE}/.next/static`, { recursive: true });
  if (fs.existsSync("public")) fs.cpSync("public", `${STANDALONE}/public`, { recursive: true });
}

/** A build whose launcher was killed leaves processes behind, and Next refuses another build beside them. */
function endAbandonedBuild() {
  const pid = Number(readStamp(BUILD_PID) ?? 0);
  if (pid && isGroupOf(pid, "next")) endGroup(pid, "SIGKILL");
}

async function runNextBuild() {
  endAbandonedBuild();
  const result = await capture(process.execPath, [tool("next/dist/bin/next"), "build"], {
    env: { ...TOOL_ENV, NODE_ENV: "production" },
    onStart: (pid) => fs.writeFileSync(BUILD_PID, String(pid)),
  });
  fs.rmSync(BUILD_PID, { force: true });
  requireSuccess("next build", result);
}

/** Builds the production server when any of its sources has changed. Returns true when it did. */
export async function ensureBuild() {
  const isFresh = () => readStamp(BUILD_STAMP) === sourceDigest() && fs.existsSync(SERVER);
  if (isFresh()) return false;
  // One build at a time per clone: two copies may be started at once.
  return withLock(LOCK, async () => {
    if (isFresh()) return false;
    const digest = sourceDigest();
    await ensureClient();
    await runNextBuild();
    copyBrowserFiles();
    fs.writeFileSync(BUILD_STAMP, digest);
    return true;
  });
}
