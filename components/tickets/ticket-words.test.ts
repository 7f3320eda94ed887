import { describe, expect, it } from "vitest";
import { slaStatus, ticketSpan } from "@/components/tickets/ticket-words";

describe("the SLA outcome in words", () => {
  it.each([
    [true, "closed", "Met"], [true, "open", "Not missed yet"], [false, "open", "Missed"], [false, "closed", "Missed"], [null, "closed", "not stated"],
  ] as const)("%s while %s reads %s", (madeSla, stateKind, label) => expect(slaStatus({ madeSla, stateKind }).label).toBe(label));
});

describe("the time of a ticket", () => {
  const openedAt = "2021-01-04T08:00:00.000Z";
  const now = "2021-01-04T10:00:00.000Z";
  it("is its resolution time once it has one", () => expect(ticketSpan({ resolutionMs: 5, stateKind: "closed", openedAt }, now)).toEqual({ ms: 5, isAge: false }));
  it("is its age while it is open", () => expect(ticketSpan({ resolutionMs: null, stateKind: "waiting", openedAt }, now)).toEqual({ ms: 7_200_000, isAge: true }));
  it("is unknown when it was closed without one", () => expect(ticketSpan({ resolutionMs: null, stateKind: "closed", openedAt }, now)).toBeNull());
});
