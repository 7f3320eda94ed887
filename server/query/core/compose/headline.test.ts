import { expect, it } from "vitest";
import { text } from "./evidence";
import { endedOnce } from "./headline";

it("ends a sentence once", () => {
  const ended = (...words: string[]): string => endedOnce(words.map(text)).map((span) => span.text).join("");
  expect(ended("1 section: ", "Restart the pods.", ".")).toBe("1 section: Restart the pods.");
  expect(ended("1 section: ", "Restart the pods", ".")).toBe("1 section: Restart the pods.");
  expect(ended(".")).toBe(".");
});
