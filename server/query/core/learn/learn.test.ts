import { describe, expect, it } from "vitest";
import { intents } from "../../contract";
import { conceptsOf } from "./concepts";
import type { Example } from "./example";
import type { Feature } from "./features";
import { classifyBy, reasonsFor, softmax, vectorOf } from "./model";
import { decodeModels, encodeModels } from "./model-file";
import { misspelt, seededRandom, shuffled } from "./random";
import { trainModel } from "./train";
import { readTrainingSet } from "./training-set";

const example = (words: string, label: string): Example => ({ features: words.split(" ").map((word) => [`w ${word}`, 1] as const), targets: [{ [label]: 1 }], weight: 1 });
const fruit = ["red apple", "green apple", "apple pie", "sweet apple"].map((words) => example(words, "fruit"));
const tools = ["red hammer", "heavy hammer", "hammer time", "old hammer"].map((words) => example(words, "tool"));
const options = { version: "1", words: "", epochs: 30, rate: 0.35, l2: 1e-4, seed: 1, minimumCount: 1, maxFeatures: 100, dropout: 0 };
const train = () => trainModel([...fruit, ...tools], [{ name: "kind", labels: ["fruit", "tool"] }], options);

/** What a model makes of features: its labels, best first, and why. */
function classified(features: readonly Feature[]) {
  const model = decodeModels(encodeModels({ question: train(), method: train(), measure: train() })).question;
  const vector = vectorOf(model, features);
  const ranked = classifyBy(model, vector, "kind");
  return { ranked, because: reasonsFor(model, vector, { headName: "kind", ranked }) };
}

describe("training", () => {
  it("is repeatable: equal data give equal weights", () => {
    expect(train()).toEqual(train());
  });

  it("tells apart what the examples tell apart, and names the words that did", () => {
    const { ranked, because } = classified([["w green", 1], ["w hammer", 1]]);
    expect(ranked[0]?.label).toBe("tool");
    expect(because[0]).toBe("w hammer");
    expect(ranked.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1);
  });

  it("is undecided about words that it never saw", () => {
    const { ranked, because } = classified([["w unheard", 1]]);
    expect(ranked[0]?.probability).toBeCloseTo(0.5);
    expect(because).toEqual([]);
  });

  it("keeps the strongest features when it must prune", () => {
    const pruned = trainModel([...fruit, ...tools], [{ name: "kind", labels: ["fruit", "tool"] }], { ...options, maxFeatures: 2 });
    expect(pruned.features).toEqual(["w apple", "w hammer"]);
  });
});

describe("training data", () => {
  it("reads sections of intents with their lenses, and of reasons", () => {
    expect(readTrainingSet("[trend support_lead/exec_comms]\nis the queue growing\n\n[chit_chat]\nhello")).toEqual([
      { question: "is the queue growing", intent: "trend", scope: "in", personas: ["support_lead", "exec_comms"], methods: [], weight: 1 },
      { question: "hello", intent: "out_of_scope", scope: "chit_chat", personas: ["none"], methods: [], weight: 1 },
    ]);
  });

  it("reads the methods that a section names", () => {
    expect(readTrainingSet("[root_cause reliability_lead five_whys/fishbone]\nwhy is it slow")[0]?.methods).toEqual(["five_whys", "fishbone"]);
    expect(() => readTrainingSet("[root_cause reliability_lead six_whys]\nx")).toThrow("names no method");
  });

  it.each(["[trends support_lead]\nx", "[trend]\nx", "[trend nobody]\nx"])("refuses a section that names nothing known: %s", (text) => {
    expect(() => readTrainingSet(text)).toThrow("names no intent");
  });

  it("knows no intent without a section name", () => {
    expect(readTrainingSet("a line before any section")).toEqual([]);
    expect(intents).toContain("trend");
  });
});

describe("classes of meaning", () => {
  it("are those of the words, in their order, in any form of the word", () => {
    expect(conceptsOf(["culprits", "and", "refusing"])).toEqual([expect.arrayContaining(["cause"]), expect.arrayContaining(["adopt"])]);
  });
  it("of a phrase count beside those of its words", () => expect(conceptsOf(["what", "could", "go", "wrong"]).flat()).toContain("risk"));
  it("none for words that nobody classed", () => expect(conceptsOf(["xyzzy"])).toEqual([]));
});

describe("chance", () => {
  it("is the same for the same seed, and within [0, 1)", () => {
    const [a, b] = [seededRandom(7), seededRandom(7)];
    const numbers = Array.from({ length: 50 }, () => a());
    expect(numbers).toEqual(Array.from({ length: 50 }, () => b()));
    expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
  });

  it("shuffles without losing anything", () => {
    expect(shuffled([1, 2, 3, 4, 5], seededRandom(1)).sort()).toEqual([1, 2, 3, 4, 5]);
  });

  it("misspells by one or two slips", () => {
    const random = seededRandom(3);
    for (let at = 0; at < 30; at += 1) expect(Math.abs(misspelt("availability", random).length - 12)).toBeLessThanOrEqual(2);
  });

  it("a lower temperature makes the likely likelier", () => {
    expect(softmax([1, 0], 0.5)[0]).toBeGreaterThan(softmax([1, 0], 1)[0] ?? 1);
  });
});
