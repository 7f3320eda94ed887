import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { envSchema } from "./schema";

/** Set by the launcher alone. */
const ofTheLauncher: ReadonlySet<string> = new Set(["QUARTERDECK_HOME"]);
const example = new Set([...readFileSync(".env.example", "utf8").matchAll(/^#([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1] ?? ""));

describe("the example of a .env file", () => {
  it("names every variable that the server reads", () => {
    expect(Object.keys(envSchema.shape).filter((name) => !example.has(name) && !ofTheLauncher.has(name))).toEqual([]);
  });
});
