import { describe, expect, it } from "vitest";
import { rejectFile } from "@/components/kit/reject-file";

const rules = { extensions: [".csv"], limitBytes: 1_000 };

describe("a chosen file", () => {
  it.each([
    ["is taken up to the limit", { name: "a.csv", size: 1_000 }, null],
    ["is taken whatever the case of its extension", { name: "A.CSV", size: 1 }, null],
    ["is refused over the limit", { name: "a.csv", size: 2_500 }, "a.csv is 2.5 kB; the limit is 1.0 kB."],
    ["is refused when empty", { name: "a.csv", size: 0 }, "a.csv is empty."],
    ["is refused with another extension", { name: "a.xlsx", size: 5 }, "a.xlsx is not .csv."],
  ])("%s", (_, file, reason) => expect(rejectFile(file, rules)).toBe(reason));
  it("may have any extension when none is asked", () => expect(rejectFile({ name: "a.bin", size: 5 }, { extensions: [], limitBytes: 9 })).toBeNull());
});
