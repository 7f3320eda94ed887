import { describe, expect, it } from "vitest";
import { prepareSummary } from "./prepare-summary";

const hourMs = 3_600_000;
const open = [{ number: 7, severity: "sev3", status: "started", durationMs: 9 * hourMs }, { number: 9, severity: "sev1", status: "triage", durationMs: hourMs }] as const;

describe("the figures above the incidents", () => {
  it("name the worst and the longest of those that are open", () => {
    expect(prepareSummary({ open, openCount: 2, resolvedCount: 3, overdueActions: 4 })).toMatchObject([
      { value: "2", detail: "worst: SEV1, INC-9", tone: "critical", href: "/incidents?status=open" }, { value: "9 h", detail: "INC-7", href: "/incidents/7" }, { value: "3", href: "/incidents?status=resolved" }, { value: "4", tone: "warn" },
    ]);
  });

  it("warn only, where the severe ones are mitigated", () => {
    expect(prepareSummary({ open: [{ ...open[1], status: "mitigated" }], openCount: 1, resolvedCount: 0, overdueActions: 0 })[0]).toMatchObject({ tone: "warn" });
  });

  it("are at rest when nothing is open, and lead nowhere", () => {
    expect(prepareSummary({ open: [], openCount: 0, resolvedCount: 0, overdueActions: 0 })).toMatchObject([{ value: "0", tone: "ok", href: null }, { value: "none", href: null }, { href: null }, { tone: "ok", href: null }]);
  });
});
