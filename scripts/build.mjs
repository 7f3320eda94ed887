// The production server in .next/standalone, with the files that browsers fetch. Skipped when it is up to date.
import { ensureBuild } from "./lib/build.mjs";
import { run } from "./lib/terminal.mjs";

await run(async () => console.log((await ensureBuild()) ? "Built." : "The build is up to date."));
