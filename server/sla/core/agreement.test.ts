import { expect, it } from "vitest";
import { compareWithSource, type ComparedTicket } from ".";

const hour = 3_600_000;
const ticket = (patch: Partial<ComparedTicket> = {}): ComparedTicket => ({ number: "T-1", isOver: true, isStateEqual: true, handovers: 1, statedHandovers: 1, reopenings: 0, statedReopenings: 0, hasUnknownGroup: false, beginsLate: false, madeSla: true, isMet: true, targetMs: 8 * hour, wallMs: 4 * hour, ...patch });
const of = (subject: string, patch: Partial<ComparedTicket>) => compareWithSource([ticket(patch)]).find((each) => each.subject === subject);

it("is whole where both say the same", () => expect(compareWithSource([ticket(), ticket({ number: "T-2" })])).toEqual(["state", "handovers", "reopenings", "sla"].map((subject) => ({ subject, compared: 2, equal: 2, exceptions: [], leftOut: [] }))));

it.each([
  ["handovers", { handovers: 0, hasUnknownGroup: true }, "names no group"],
  ["handovers", { handovers: 0, hasUnknownGroup: true, beginsLate: true }, "first line"],
  ["handovers", { handovers: 3 }, "No cause is known"],
  ["reopenings", { reopenings: 1, hasUnknownGroup: true }, "No cause is known"],
  ["state", { isStateEqual: false }, "No cause is known"],
  ["sla", { isMet: false, isOver: false }, "still open"],
  ["sla", { isMet: false, wallMs: null }, "no time of resolution"],
  ["sla", { madeSla: false, wallMs: 9 * hour }, "by the wall clock"],
  ["sla", { madeSla: false }, "allows less time"],
  ["sla", { isMet: false, wallMs: 9 * hour }, "allows more time"],
])("names the cause of a difference: %s %o", (subject, patch, words) => {
  expect(of(subject, patch)).toMatchObject({ compared: 1, equal: 0, leftOut: [], exceptions: [{ cause: expect.stringContaining(words) as string, tickets: 1, examples: ["T-1"] }] });
});

it.each([["the source is silent", { madeSla: null }, "does not say"], ["nothing is promised here", { isMet: null, targetMs: null }, "No policy"]])("does not compare a verdict when %s, and says so", (_name, patch, words) => {
  expect(of("sla", patch)).toMatchObject({ compared: 0, equal: 0, exceptions: [], leftOut: [{ cause: expect.stringContaining(words) as string, tickets: 1 }] });
});

it("counts all of a cause, names five, and begins with the most frequent", () => {
  const many = Array.from({ length: 7 }, (_, index) => ticket({ number: `M-${index}`, handovers: 0, hasUnknownGroup: true }));
  const [, handovers] = compareWithSource([ticket({ handovers: 9 }), ...many, ticket()]);
  expect(handovers).toMatchObject({ compared: 9, equal: 1, exceptions: [{ tickets: 7, examples: ["M-0", "M-1", "M-2", "M-3", "M-4"] }, { tickets: 1, examples: ["T-1"] }] });
});
