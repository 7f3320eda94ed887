import { afterEach, expect, it, vi } from "vitest";
import { forgetProcessState } from "../process-state";

const settings = { DATABASE_URL: "postgresql://localhost/x", NEXTAUTH_SECRET: "x".repeat(32), QUARTERDECK_DATA_DIR: "/nonexistent", QUARTERDECK_SECRET_KEY: "k".repeat(32) };

afterEach(() => {
  vi.unstubAllEnvs();
  forgetProcessState();
});

it("a key set by hand is used as it is, with the one before it for reading", async () => {
  for (const [name, value] of Object.entries({ ...settings, QUARTERDECK_PREVIOUS_SECRET_KEY: "o".repeat(32) })) vi.stubEnv(name, value);
  const { keyRing } = await import("./key-ring");
  expect(keyRing()).toEqual({ current: "k".repeat(32), all: ["k".repeat(32), "o".repeat(32)], isGenerated: false });
});
