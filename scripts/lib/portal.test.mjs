import { describe, expect, it } from "vitest";
import { checkServerVersion } from "./migrations.mjs";
import { heapFlags } from "./portal.mjs";

const GB = 1024 ** 3;

describe("the bound on the server's heap", () => {
  it.each([
    [0.5 * GB, "", [], "Node's own is lower on a small machine"],
    [1 * GB, "", ["--max-old-space-size=384"], "from a gigabyte on"],
    [2 * GB, "", ["--max-old-space-size=512"], "from two on"],
    [64 * GB, "", ["--max-old-space-size=512"], "never more"],
    [64 * GB, "--max-old-space-size=2048", [], "whoever runs it says otherwise"],
    [64 * GB, "--max_old_space_size=2048", [], "in Node's other spelling"],
  ])("on %d bytes with %j is %j (%s)", (bytes, options, flags) => expect(heapFlags(bytes, options)).toEqual(flags));
});

describe("a PostgreSQL server", () => {
  it.each([[140_022], [90_624]])("of version %i is refused with what is needed", (version) => expect(() => checkServerVersion(version)).toThrow(/^PostgreSQL \d+ is too old: Quarterdeck needs PostgreSQL 15 or newer\.$/));
  it.each([[150_000], [180_004]])("of version %i is welcome", (version) => expect(() => checkServerVersion(version)).not.toThrow());
});
