import { describe, expect, it } from "vitest";
import { fillTemplate, firstName } from "./fill-template";

describe("a canned text", () => {
  it("is filled with what the ticket knows", () =>
    expect(fillTemplate("Hello {{requester.first}}, about {{ Ticket.Number }}", { "requester.first": "Hanna", "ticket.number": "T-7" })).toEqual({ text: "Hello Hanna, about T-7", missing: [] }));

  it("keeps a variable that has no value as written, and names it", () =>
    expect(fillTemplate("See {{incident.number}} and {{phone}}", { "incident.number": null })).toEqual({ text: "See {{incident.number}} and {{phone}}", missing: ["incident.number", "phone"] }));

  it("reads nothing in a value as a variable", () =>
    expect(fillTemplate("{{requester.name}}", { "requester.name": "{{agent.name}} $& $1", "agent.name": "x" })).toEqual({ text: "{{agent.name}} $& $1", missing: [] }));

  it("greets by the first name", () => expect([firstName(" Hanna  Brandt "), firstName("")]).toEqual(["Hanna", ""]));
});
