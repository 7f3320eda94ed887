// npm test: every gate and every test, installing what is missing. npm run verify: the part without database and browser.
import { ensureDependencies } from "./lib/install.mjs";
import { say, step } from "./lib/progress.mjs";
import { run } from "./lib/terminal.mjs";

await run(async () => {
  await step(ensureDependencies, { done: "dependencies installed", skipped: "dependencies are in place" });
  const { runGates, runSuites } = await import("./lib/test-plan.mjs");
  const { Scoreboard } = await import("./lib/scoreboard.mjs");
  const { temporaryFolder } = await import("./lib/temporary.mjs");
  const board = new Scoreboard();
  const { directory } = temporaryFolder("test");
  await runGates(board, directory);
  if (!process.argv.includes("--verify")) await runSuites(board, directory);
  say("done");
  board.finish();
});
