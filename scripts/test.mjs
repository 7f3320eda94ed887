// npm test: every gate and every test, installing what is missing. npm run verify: the part without database and browser.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { ensureDependencies } from "./lib/install.mjs";
import { say, step } from "./lib/progress.mjs";
import { run } from "./lib/terminal.mjs";

await run(async () => {
  await step(ensureDependencies, { done: "dependencies installed", skipped: "dependencies are in place" });
  const { runGates, runSuites } = await import("./lib/test-plan.mjs");
  const { Scoreboard } = await import("./lib/scoreboard.mjs");
  const board = new Scoreboard();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "quarterdeck-test-"));
  try {
    await runGates(board, folder);
    if (!process.argv.includes("--verify")) await runSuites(board, folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
  say("done");
  board.finish();
});
