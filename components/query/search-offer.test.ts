import { describe, expect, it } from "vitest";
import { searchOffer } from "./search-offer";

describe("a question without an answer", () => {
  it.each(["no_data", "not_held", "refused", "unclear"] as const)("leads to the search for its words when the outcome is %s", (outcome) =>
    expect(searchOffer({ outcome, question: " coffee & tea? " })).toBe("/search?q=coffee%20%26%20tea%3F"));

  it.each(["answered", "hidden", "failed"] as const)("does not when the outcome is %s", (outcome) => expect(searchOffer({ outcome, question: "coffee" })).toBeNull());

  it("is cut to what the search takes", () => expect(searchOffer({ outcome: "refused", question: "a".repeat(900) })).toBe(`/search?q=${"a".repeat(200)}`));
});
