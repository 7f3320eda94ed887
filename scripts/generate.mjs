// Writes the database client of prisma/schema and, beside it, the weights of the question classifier. Works offline.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { TOOL_ENV } from "./lib/project.mjs";
import { ensureModel } from "./train-query.mjs";

const client = spawn(process.execPath, ["node_modules/prisma/build/index.js", "generate", ...process.argv.slice(2)], { stdio: "inherit", env: { ...process.env, ...TOOL_ENV } });
const closed = once(client, "close");
ensureModel();
const [status] = await closed;
process.exitCode = status ?? 1;
