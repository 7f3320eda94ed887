import { expect, it } from "vitest";
import { shownColumns } from "./shown-columns";

const column = (key: string, label: string) => ({ key, label, unit: "count" as const });

it("shows a count once, and no address", () => {
  const keys = (...columns: ReturnType<typeof column>[]) => shownColumns({ columns }).map(({ key }) => key);
  expect(keys(column("severity", "Severity"), column("incident_count", "Incidents"), column("n", "Incidents"), column("href", "href"))).toEqual(["severity", "incident_count"]);
  expect(keys(column("sla_breach_rate", "SLA missed"), column("n", "Tickets"))).toEqual(["sla_breach_rate", "n"]);
});
