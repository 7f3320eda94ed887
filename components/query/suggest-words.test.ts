import { describe, expect, it } from "vitest";
import { suggestWords, type Words } from "./suggest-words";

const words: Words = {
  metrics: [{ label: "Availability", definition: "" }, { label: "Time to resolve", definition: "" }, { label: "Time to first response", definition: "" }, { label: "SLA breach rate", definition: "" }],
  entities: [{ type: "service", name: "Checkout" }, { type: "team", name: "Service Desk" }, { type: "customer", name: "Globex" }],
  dimensions: [{ label: "Service" }, { label: "Priority" }],
  periods: ["last week", "last month", "this month"],
};
const at = (text: string, caret = text.length) => suggestWords({ text, caret }, words);
const labels = (text: string) => at(text).map(({ label }) => label);

describe("the box suggests", () => {
  it.each([
    ["a figure by its beginning", "avai", ["Availability"]],
    ["a figure by a later word", "what is the median resol", ["Time to resolve"]],
    ["by several words, not by the last alone", "what is the time to fi", ["Time to first response"]],
    ["a thing", "availability of chec", ["Checkout"]],
    ["a period", "tickets last mo", ["last month"]],
    ["in any case", "SLA BR", ["SLA breach rate"]],
    ["nothing for one letter", "a", []],
    ["nothing for what is complete", "availability", []],
    ["nothing after a space", "avai ", []],
    ["nothing for nothing", "", []],
  ])("%s", (_name, text, expected) => expect(labels(text)).toEqual(expected));

  it("splits before things after the word by, and things elsewhere", () => {
    expect(at("tickets by serv").map(({ kind }) => kind)).toEqual(["split", "team"]);
    expect(at("tickets of serv").map(({ kind }) => kind)[0]).toBe("team");
  });

  it("and puts what is chosen in the place of what was typed, keeping what follows", () => {
    expect(at("availability of chec last week", 20)[0]).toMatchObject({ text: "availability of Checkout last week", caret: 25 });
    expect(at("avai")[0]).toMatchObject({ text: "Availability ", caret: 13 });
    expect(at("the time to res")[0]).toMatchObject({ text: "the time to resolve " });
    expect(at("the sla")[0]).toMatchObject({ text: "the SLA breach rate " });
  });

  it("nothing inside a word", () => expect(at("availability", 4)).toEqual([]));

  it("at most seven, and within seconds on the slowest machine, whatever was typed", () => {
    const many: Words = { ...words, entities: Array.from({ length: 2_000 }, (_, index) => ({ type: "service", name: `service ${index}` })) };
    const started = performance.now();
    expect(suggestWords({ text: "serv", caret: 4 }, many)).toHaveLength(7);
    suggestWords({ text: `${"( [ \\ ".repeat(300)}serv`, caret: 2104 }, many);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
