import { describe, expect, it } from "vitest";
import type { Surroundings } from "./conflicts";
import { adviseOnRelease, type Release } from "./release-advice";

const hourMs = 3_600_000;
const now = Date.parse("2026-11-26T09:00:00Z");
const day = { fromMs: now + 15 * hourMs, toMs: now + 39 * hourMs };
const names = { pay: "Payments", shop: "Checkout", find: "Search", mail: "Mail" };
const quiet: Surroundings = { windows: [], freezes: [], exempt: [], incidents: [], cover: [], external: [], deadlines: [], dependencies: [["shop", "pay"]], names, nowMs: now };
const any: Release = { ...day, service: null, serviceIds: Object.keys(names), when: "on Fri 27 Nov" };
const checkout: Release = { ...any, service: { id: "shop", name: "Checkout" }, serviceIds: ["shop"] };
const freeze = (kind: "hard" | "soft", serviceIds: string[] = []): Surroundings["freezes"][number] => ({ freezeId: `${kind}-${serviceIds.join()}`, title: "Black Friday", kind, reason: "busiest day", fromMs: day.fromMs - hourMs, toMs: day.fromMs + hourMs, serviceIds });
const cover = (person: string | null): Surroundings["cover"][number] => ({ teamId: "t", team: "Web", person, ...day });

describe("whether a release may go out", () => {
  it("says that nothing forbids it, and claims cover only where there is any to look at", () => {
    expect(adviseOnRelease(any, quiet)).toEqual({ summary: "Nothing that the portal holds forbids a release on Fri 27 Nov: there is no freeze and no planned work nearby.", forbids: null, watch: null });
    expect(adviseOnRelease(checkout, { ...quiet, cover: [cover("Ada")] }).summary).toBe("Nothing that the portal holds forbids a release of Checkout on Fri 27 Nov: there is no freeze and no planned work nearby, and somebody is on call throughout.");
  });
  it("is forbidden by a hard freeze of everything, of the service, or of another calendar, and not by one of other services", () => {
    expect(adviseOnRelease(any, { ...quiet, freezes: [freeze("hard")] })).toMatchObject({ summary: "A release on Fri 27 Nov is forbidden by a hard freeze: Black Friday (busiest day).", forbids: "hard freeze: Black Friday (busiest day)" });
    expect(adviseOnRelease(checkout, { ...quiet, freezes: [freeze("hard", ["shop"])] }).forbids).toBe("hard freeze: Black Friday (busiest day)");
    expect(adviseOnRelease(checkout, { ...quiet, external: [{ title: "Close of books (Finance)", mode: "hard", ...day }] }).forbids).toBe("hard freeze: Close of books (Finance)");
    expect(adviseOnRelease(checkout, { ...quiet, freezes: [freeze("hard", ["find"]), { ...freeze("hard"), toMs: day.fromMs }] }).forbids).toBeNull();
  });
  it("names the services that are frozen where others are not", () => {
    expect(adviseOnRelease(any, { ...quiet, freezes: [freeze("hard", ["shop"]), freeze("hard", ["pay"])] }).summary).toBe("Releases of Checkout and Payments on Fri 27 Nov are forbidden by 2 hard freezes; nothing forbids those of other services.");
  });
  it("tells soft freezes, planned work and open incidents within two dependencies, and gaps in cover", () => {
    const around: Surroundings = {
      ...quiet, freezes: [freeze("soft")], cover: [cover(null), cover("Ada")], incidents: [{ number: 7, title: "Slow cards", serviceIds: ["pay"] }, { number: 8, title: "Mail late", serviceIds: ["mail"] }],
      windows: [{ number: 3, title: "Card database", serviceIds: ["pay"], ...day }, { number: 4, title: "Mail host", serviceIds: ["mail"], ...day }, { number: 5, title: "Earlier", serviceIds: ["shop"], fromMs: now, toMs: day.fromMs }],
    };
    expect(adviseOnRelease(checkout, around)).toEqual({
      summary: "Nothing that the portal holds forbids a release of Checkout on Fri 27 Nov. To be watched: soft freeze: Black Friday (busiest day); planned work MW-3 Card database; and 2 more.", forbids: null,
      watch: "soft freeze: Black Friday (busiest day); planned work MW-3 Card database; INC-7 Slow cards is open; nobody on call for part of it in Web",
    });
    expect(adviseOnRelease({ ...checkout, fromMs: now + 48 * hourMs, toMs: now + 72 * hourMs }, around).watch).toBeNull();
  });
});
