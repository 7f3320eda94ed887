import { describe, expect, it } from "vitest";
import { createPlanInput, type PlanDetail } from "#contract/changes";
import { draftOf, emptyPlan, emptyStep, planDraftSchema, toPlan } from "./plan-draft";

const plan = createPlanInput.parse({
  title: "Upgrade", variables: [{ name: "version", value: "" }], stages: [
    { name: "test", steps: [{ kind: "http", title: "Deploy", url: "https://ci.test/{{version}}", headers: { Authorization: "Bearer {{secret.CI}}", Accept: "" }, expectStatus: 201, timeoutMs: 5_000, retries: 2, rollback: { kind: "manual", title: "Back", instructions: "By hand" } }] },
    { name: "production", steps: [{ kind: "wait", title: "Soak", durationMs: 90_000 }, { kind: "check", title: "Up", target: "slo", slug: "web", holdMs: 60_000 }, { kind: "approval", title: "Go?", instructions: "Look at the graphs" }, { kind: "manual", title: "Do it", instructions: "Now" }] },
  ],
});
const draft = (over: object) => planDraftSchema.safeParse({ ...emptyPlan, title: "x", test: [{ ...emptyStep, title: "a", ...over }] });
const faults = (over: object): string[] => (draft(over).error?.issues ?? []).map(({ path }) => path.join("."));

describe("the form of a plan", () => {
  it("gives back what it was filled from", () => {
    const { title, description, variables, stages, rollsBack, purpose, kind, service } = plan;
    const filled = draftOf({ row: { title, purpose, kind, service } as unknown as PlanDetail["row"], description, variables, stages, rollsBack });
    expect(createPlanInput.parse(toPlan(planDraftSchema.parse(filled)))).toEqual(plan);
  });
  it.each([
    ["nothing", {}, []], ["an HTTP call without an address", { kind: "http" }, ["test.0.url"]], ["a header that is none", { kind: "http", url: "https://x.test", headers: "nonsense" }, ["test.0.headers"]], ["a check of nothing", { kind: "check" }, ["test.0.slug"]],
    ["a step without a title", { title: " " }, ["test.0.title"]], ["a way back without a title", { back: { ...emptyStep.back, kind: "manual" } }, ["test.0.back.title"]], ["a status that is none", { kind: "http", url: "https://x.test", expectStatus: "99" }, ["test.0.expectStatus"]], ["half a second", { timeoutSeconds: 0.5 }, ["test.0.timeoutSeconds"]],
  ])("refuses %s where it stands", (_name, over, paths) => expect(faults(over)).toEqual(paths));
  it("needs a step", () => expect(planDraftSchema.safeParse({ ...emptyPlan, title: "x" }).success).toBe(false));
});
