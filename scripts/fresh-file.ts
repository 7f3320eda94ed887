import { afterAll, vi } from "vitest";
import { forgetProcessState } from "../server/platform/process-state";

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
