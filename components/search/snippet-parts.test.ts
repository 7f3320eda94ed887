import { describe, expect, it } from "vitest";
import { snippetParts } from "./snippet-parts";

const plain = (text: string) => ({ text, isMatch: false });

describe("the snippet of a result", () => {
  it("does not repeat the number that stands beside the title", () => {
    expect(snippetParts({ label: "DEMO0005105", snippet: [plain("DEMO0005105 · Availability · "), { text: "checkout", isMatch: true }] })).toEqual([plain("Availability · "), { text: "checkout", isMatch: true }]);
    expect(snippetParts({ label: "INC-46 sev2", snippet: [plain("INC-46 Checkout")] })).toEqual([plain("Checkout")]);
  });

  it.each([
    ["a state is no number", { label: "completed", snippet: [plain("completed last week")] }],
    ["a longer number is another one", { label: "INC-4", snippet: [plain("INC-46 Checkout")] }],
    ["a match stays marked", { label: "INC-4", snippet: [{ text: "INC-4", isMatch: true }] }],
    ["there is nothing", { label: "INC-4", snippet: [] }],
  ])("is as it is where %s", (_, hit) => expect(snippetParts(hit)).toEqual(hit.snippet));
});
