import fc from "fast-check";
import { afterAll, vi } from "vitest";
import { forgetProcessState } from "../server/platform/process-state";

// What is integrated is judged by the same cases each time; everybody else tries new ones with every run.
if (process.env.CI === "true") fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20_261_122 });

// Test files share a process, so that each module is loaded once. None may find what another has set.
const surroundings = { ...process.env };

afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  for (const name of Object.keys(process.env)) if (!(name in surroundings)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, surroundings);
  forgetProcessState();
});
