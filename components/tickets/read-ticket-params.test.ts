import { describe, expect, it } from "vitest";
import { readTicketParams } from "@/components/tickets/read-ticket-params";
import { ticketListInput } from "#contract/tickets";

const read = (params: Record<string, string | string[]>, zone = "UTC") => readTicketParams(params, zone).input;

describe("the address of the ticket list", () => {
  it("takes a filter once or several times", () => expect(read({ state: "open", priority: ["p1", "p2"] })).toMatchObject({ state: ["open"], priority: ["p1", "p2"], team: [] }));
  it("reads days as whole days of the reader's zone", () => expect(read({ from: "2021-07-01", to: "2021-07-02" }, "Europe/Berlin")).toMatchObject({ from: "2021-06-30T22:00:00.000Z", to: "2021-07-02T22:00:00.000Z" }));
  it("reads instants as they are", () => expect(read({ from: "2021-07-01T08:00:00.000Z" })).toMatchObject({ from: "2021-07-01T08:00:00.000Z", to: null }));
  it("reads the order", () => expect(readTicketParams({ sort: "-resolution" }, "UTC").input).toMatchObject({ sort: "resolution", direction: "desc" }));
  it.each<Record<string, string | string[]>>([{ sort: "password" }, { from: "soon" }, { from: "2021-02-31" }, { time: "never" }, { q: "x".repeat(999) }, { state: "" }, { cursor: "" }, { team: Array.from({ length: 99 }, String) }])("leaves out what makes no sense: %j", (params) => {
    expect(ticketListInput.safeParse(read(params)).success).toBe(true);
  });
});
