import { describe, expect, it } from "vitest";
import { findMentions } from "./mentions";

const people = [{ id: "1", name: "Tomás Oliveira" }, { id: "2", name: "Sofia Rossi" }, { id: "3", name: "Sofia Lind" }];
const ids = (text: string): string[] => findMentions(text, people).map(({ id }) => id);

describe("a mention", () => {
  it.each([
    ["a whole name", "@Sofia Rossi please look", ["2"]],
    ["a first name that only one has, without its accent", "@tomas reindex is paused", ["1"]],
    ["nobody by a first name that two have", "@Sofia?", []],
    ["everybody once", "@Tomás and @Tomás Oliveira, @Sofia Lind.", ["1", "3"]],
    ["nobody in an e-mail address", "write to x@tomas.example", []],
    ["nobody by the beginning of another word", "@Tomaso", []],
    ["nobody in plain text", "Tomás said so", []],
  ])("names %s", (_, text, expected) => expect(ids(text)).toEqual(expected));
});
