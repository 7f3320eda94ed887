import { expect, it } from "vitest";
import type { MetricDefinition, SemanticLayer } from "./metric";
import { suggestQuestions } from "./suggest";

const metric = (id: string, domain: string, label: string) => ({ id, domain, label, permission: "x", visibleTo: [], defaultDimension: "service" }) as unknown as MetricDefinition;
const layer: SemanticLayer = { metrics: [metric("availability", "monitors", "Availability"), metric("maintenance_count", "maintenance", "Maintenance windows"), metric("freeze_count", "maintenance", "Freezes")], subjects: [] };
const reader = { role: "viewer", permissions: new Set(["x"]), scope: { kind: "all" as const } };

it("suggests what the role asks most, and first of all what lies beside the question before", () => {
  const ask = (beside: string | null, held = (): boolean => true) => suggestQuestions(layer, reader, { hasData: held, beside });
  expect(ask(null)).toEqual(["What is the availability of each site?"]);
  expect(ask("maintenance")).toEqual(["Maintenance windows by service", "Freezes by service", "What is the availability of each site?"]);
  expect(ask("maintenance", () => false)).toEqual([]);
});
