// Writes the database client of prisma/schema and the weights of the question classifier. Works offline.
import { spawnSync } from "node:child_process";
import { TOOL_ENV } from "./lib/project.mjs";
import { ensureModel } from "./train-query.mjs";

const { status } = spawnSync(process.execPath, ["node_modules/prisma/build/index.js", "generate", ...process.argv.slice(2)], { stdio: "inherit", env: { ...process.env, ...TOOL_ENV } });
process.exitCode = status ?? 1;
if (process.exitCode === 0) ensureModel();
