import { describe, expect, it } from "vitest";
import { contentsLinks } from "./contents-links";

describe("the contents of a runbook", () => {
  it("number repeated headings as the text does, and count depth from the highest level", () => {
    expect(contentsLinks([{ level: 2, text: "Diagnosis" }, { level: 3, text: "Slow disk" }, { level: 2, text: "Diagnosis" }])).toEqual([
      { id: "diagnosis", text: "Diagnosis", depth: 0 }, { id: "slow-disk", text: "Slow disk", depth: 1 }, { id: "diagnosis-2", text: "Diagnosis", depth: 0 },
    ]);
  });
  it("are empty for a text without headings", () => expect(contentsLinks([])).toEqual([]));
});
