import { describe, expect, it } from "vitest";
import { lateReaders, promiseTo, type NoticeHolder } from "./index";

const hour = 3_600_000;
const promises = { customers: { enterprise: 168 * hour, business: 48 * hour }, services: { "1": 72 * hour } };
const holder = (name: string, customerTier: string | null, ...serviceTiers: number[]): NoticeHolder => ({ name, customerTier, serviceTiers });

describe("the notice that somebody is promised", () => {
  it.each([
    ["an enterprise customer of a tier 1 service holds the longer promise", holder("a", "enterprise", 1, 3), 0, { promisedMs: 168 * hour, because: "enterprise customers" }],
    ["a business customer of a tier 1 service holds the service's", holder("a", "business", 3, 1), 0, { promisedMs: 72 * hour, because: "tier 1 services" }],
    ["the window itself may promise more", holder("a", "business", 2), 100 * hour, { promisedMs: 100 * hour, because: "this window" }],
    ["a free customer of a tier 4 service is promised nothing", holder("a", "free", 4), 0, null],
    ["a subscriber who is no customer holds the service's", holder("a", null, 1), 0, { promisedMs: 72 * hour, because: "tier 1 services" }],
  ] as const)("%s", (_case, one, noticeMs, expected) => expect(promiseTo(one, { promises, noticeMs })).toEqual(expected));

  it("is kept to the millisecond, and who gets less is named, the longest promise first", () => {
    const holders = [holder("Zeta", "business", 2), holder("Acme", "enterprise", 2), holder("Free", "free", 2), holder("Beta", "business", 2)];
    const late = (givenMs: number) => lateReaders(holders, { promises, noticeMs: 0, givenMs }).map(({ name }) => name);
    expect([late(168 * hour), late(168 * hour - 1), late(10 * hour)]).toEqual([[], ["Acme"], ["Acme", "Beta", "Zeta"]]);
  });
});
