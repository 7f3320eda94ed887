import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeCycle, findCycle, reachable, reversed, type Dependency } from "./graph";

const edge = (text: string): Dependency => {
  const [from = "", to = ""] = text.split(">");
  return { from, to };
};
const edges = (...texts: string[]): Dependency[] => texts.map(edge);

describe("cycle check", () => {
  interface Case { name: string; standing: Dependency[]; service: string; dependsOn: string[]; cycle: string[] | null }
  const cases: Case[] = [
    { name: "a service cannot need itself", standing: [], service: "a", dependsOn: ["a"], cycle: ["a", "a"] },
    { name: "two services cannot need each other", standing: edges("b>a"), service: "a", dependsOn: ["b"], cycle: ["a", "b", "a"] },
    { name: "a long circle is named in order", standing: edges("b>c", "c>d", "d>a"), service: "a", dependsOn: ["b"], cycle: ["a", "b", "c", "d", "a"] },
    { name: "the shortest of two circles is named", standing: edges("b>c", "c>a", "d>a"), service: "a", dependsOn: ["b", "d"], cycle: ["a", "d", "a"] },
    { name: "a diamond is not a circle", standing: edges("b>d", "c>d"), service: "a", dependsOn: ["b", "c"], cycle: null },
    { name: "the service's old dependencies do not count, because they are replaced", standing: edges("a>b", "b>c", "c>a"), service: "a", dependsOn: [], cycle: null },
    { name: "nothing is needed", standing: edges("b>a"), service: "a", dependsOn: [], cycle: null },
    { name: "an unknown dependency closes nothing", standing: edges("b>a"), service: "a", dependsOn: ["zz"], cycle: null },
  ];
  it.each(cases)("$name", ({ standing, service, dependsOn, cycle }) => {
    expect(findCycle(standing, service, dependsOn)).toEqual(cycle);
  });

  it("says the circle in words", () => {
    expect(describeCycle(["a", "b", "c", "a"])).toBe("a needs b, which needs c, which needs a");
    expect(describeCycle(["a", "a"])).toBe("a cannot need itself");
  });
});

const node = fc.constantFrom("a", "b", "c", "d", "e", "f", "g");
const graph = fc.array(fc.record({ from: node, to: node }), { maxLength: 14 });

/** Independent of the code under test: repeatedly removes nodes without incoming edges (Kahn, 1962). */
function isAcyclic(all: readonly Dependency[]): boolean {
  let left = [...all];
  for (;;) {
    const targets = new Set(left.map((one) => one.to));
    const rest = left.filter((one) => targets.has(one.from));
    if (rest.length === 0) return true;
    if (rest.length === left.length) return false;
    left = rest;
  }
}

const replace = (standing: readonly Dependency[], service: string, dependsOn: readonly string[]): Dependency[] => [
  ...standing.filter((one) => one.from !== service), ...dependsOn.map((to) => ({ from: service, to })),
];

describe("cycle check, for any graph", () => {
  it("finds a circle exactly when an acyclic graph would lose that property", () => {
    fc.assert(fc.property(graph.filter(isAcyclic), node, fc.uniqueArray(node, { maxLength: 4 }), (standing, service, dependsOn) => {
      expect(findCycle(standing, service, dependsOn) === null).toBe(isAcyclic(replace(standing, service, dependsOn)));
    }), { numRuns: 500 });
  });

  it("names only dependencies that exist, and begins and ends with the service", () => {
    fc.assert(fc.property(graph, node, fc.uniqueArray(node, { maxLength: 4 }), (standing, service, dependsOn) => {
      const cycle = findCycle(standing, service, dependsOn);
      fc.pre(cycle !== null);
      const after = replace(standing, service, dependsOn);
      expect(cycle?.[0]).toBe(service);
      expect(cycle?.at(-1)).toBe(service);
      cycle?.slice(1).forEach((to, index) => expect(after).toContainEqual({ from: cycle[index], to }));
    }), { numRuns: 500 });
  });
});

describe("what is within reach", () => {
  it("gives direct and second-hand neighbours, each once and with the shorter distance", () => {
    expect(reachable(edges("a>b", "a>c", "b>c", "b>d", "d>e"), "a", 2)).toEqual([{ node: "b", hops: 1 }, { node: "c", hops: 1 }, { node: "d", hops: 2 }]);
  });

  it("never lists the start, even on a circle", () => {
    expect(reachable(edges("a>b", "b>a"), "a", 5)).toEqual([{ node: "b", hops: 1 }]);
  });

  it("says who needs a service when the edges are reversed", () => {
    expect(reachable(reversed(edges("web>api", "api>db")), "db", 2)).toEqual([{ node: "api", hops: 1 }, { node: "web", hops: 2 }]);
  });
});
