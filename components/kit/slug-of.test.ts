import { expect, it } from "vitest";
import { slugOf } from "@/components/kit/slug-of";

it("makes ids that are readable, unique in one text, and never empty", () => {
  const seen = new Map<string, number>();
  expect(["Roll back: step 1", "Überblick", "Überblick", "!!!"].map((text) => slugOf(text, seen))).toEqual(["roll-back-step-1", "überblick", "überblick-2", "section"]);
});
