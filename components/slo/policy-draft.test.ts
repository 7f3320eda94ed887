import { describe, expect, it } from "vitest";
import { policyDraftOf, policyDraftSchema } from "./policy-draft";

const read = (warn: string, soft: string, hard: string) => policyDraftSchema.safeParse({ warn, soft, hard });

describe("the fields of a budget policy", () => {
  it("show percent and read back as shares", () => {
    const policy = [{ act: "warn" as const, remaining: 0.333 }, { act: "hard" as const, remaining: 0.05 }];
    const draft = policyDraftOf(policy);
    expect(draft).toEqual({ warn: "33.3", soft: "", hard: "5" });
    expect(read(draft.warn, draft.soft, draft.hard).data).toEqual({ policy });
  });

  it("store the usual policy as the usual one, and emptied fields as none at all", () => {
    expect(read("50", "25", "0").data).toEqual({ policy: null });
    expect(read("", " ", "").data).toEqual({ policy: [] });
  });

  it.each([["a word", "half"], ["all of the budget", "100"], ["less than nothing", "-1"]])("refuse %s, at the field", (_, text) => {
    expect(read(text, "", "").error?.issues.map(({ path }) => path)).toEqual([["warn"]]);
  });

  it("refuse a hard freeze before a soft one", () => {
    expect(read("50", "10", "20").success).toBe(false);
  });
});
