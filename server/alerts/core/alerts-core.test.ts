import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { dueSteps } from "./escalation";
import { fingerprintOf, groupKeyOf } from "./fingerprint";
import { isValidPattern, matchesAll, silentUntil, type Matcher } from "./matchers";
import { effectOf, severityOf, type Signal } from "./received";
import { onCallAt, upcomingTurns, type RotaRule } from "./rota";

const is = (name: string, operator: Matcher["operator"], value: string): Matcher => ({ name, operator, value });

describe("matchers", () => {
  it.each([
    [is("service", "=", "pay"), true], [is("service", "!=", "pay"), false], [is("service", "=~", "pay|auth"), true], [is("service", "=~", "pa"), false], [is("service", "!~", "auth.*"), true],
    [is("absent", "=", ""), true], [is("absent", "!=", "x"), true], [is("service", "=~", "("), false], [is("service", "!~", "("), false],
  ])("%o", (matcher, expected) => expect(matchesAll({ service: "pay" }, [matcher])).toBe(expected));

  it.each(["(a+)+", "(a|b)*c", ".*.*.*.*x", "(a)\\1", "a".repeat(201), "["])("refuses a pattern that some text would make run long: %s", (pattern) => expect(isValidPattern(pattern)).toBe(false));
  it("accepts what people write", () => expect(["pay.*", "eu-(west|north)-1", "api-[0-9]+", ""].every(isValidPattern)).toBe(true));
  it("wants all of them", () => expect(matchesAll({ a: "1", b: "2" }, [is("a", "=", "1"), is("b", "=", "3")])).toBe(false));
});

describe("silences", () => {
  const silence = { id: "s", matchers: [is("service", "=", "pay")], startsAtMs: 100, endsAtMs: 200 };
  it("hold from their start to their end", () => expect([99, 100, 199, 200].map((at) => silentUntil({ service: "pay" }, [silence], at))).toEqual([null, 200, 200, null]));
  it("without matchers silence nothing", () => expect(silentUntil({ service: "pay" }, [{ ...silence, matchers: [] }], 150)).toBeNull());
  it("of which the longest counts", () => expect(silentUntil({ service: "pay" }, [silence, { ...silence, id: "t", endsAtMs: 300 }], 150)).toBe(300));
});

describe("fingerprints", () => {
  const labels = fc.dictionary(fc.string({ maxLength: 6 }), fc.string({ maxLength: 6 }), { maxKeys: 6 });
  it("do not depend on the order of labels", () => {
    fc.assert(fc.property(labels, (some) => {
      expect(fingerprintOf("x", Object.fromEntries(Object.entries(some).reverse()))).toBe(fingerprintOf("x", some));
    }));
  });
  it("tell ten thousand alerts apart", () => expect(new Set(Array.from({ length: 10_000 }, (_, at) => fingerprintOf("x", { instance: `host-${at}` }))).size).toBe(10_000));
  it("group instances of the same alert and service, and keep severities apart", () => {
    expect(groupKeyOf("x", { alertname: "Down", service: "pay", instance: "1" })).toBe(groupKeyOf("x", { alertname: "Down", service: "pay", instance: "2" }));
    expect(groupKeyOf("x", { alertname: "Down", severity: "page" })).not.toBe(groupKeyOf("x", { alertname: "Down", severity: "ticket" }));
  });
});

describe("a signal", () => {
  const signal = (isFiring: boolean, endedAtMs: number | null = null): Signal => ({ source: "x", fingerprint: "f", isFiring, title: "t", description: "", severity: "page", labels: {}, annotations: {}, href: null, startedAtMs: 100, endedAtMs });
  it("begins an alert, goes on, ends it", () => {
    expect(effectOf(signal(true), null)).toBe("begin");
    expect(effectOf(signal(true), { isOpen: true, startedAtMs: 100 })).toBe("seen");
    expect(effectOf(signal(false, 300), { isOpen: true, startedAtMs: 100 })).toBe("end");
    expect(effectOf(signal(true), { isOpen: false, startedAtMs: 100 })).toBe("begin");
  });
  it("that arrives late does not end what began after it, and an end of nothing is nothing", () => {
    expect(effectOf(signal(false, 50), { isOpen: true, startedAtMs: 100 })).toBe("nothing");
    expect(effectOf(signal(false, 300), null)).toBe("nothing");
  });
  it("pages by the words that others use", () => expect(["critical", "P1", "warning", undefined].map(severityOf)).toEqual(["page", "page", "ticket", "ticket"]));
});

describe("escalation", () => {
  const state = { severity: "page", startedAtMs: 0, isAcknowledged: false, isSilenced: false, isEnded: false, taken: 0 };
  const minutes = (count: number): number => count * 60_000;
  it("climbs while nobody acknowledges, each step once", () => {
    expect(dueSteps(state, 0).map(({ step }) => step.to)).toEqual(["on_call"]);
    expect(dueSteps({ ...state, taken: 1 }, minutes(9)).length).toBe(0);
    expect(dueSteps({ ...state, taken: 1 }, minutes(25)).map(({ step }) => step.to)).toEqual(["next_on_call", "team"]);
  });
  it.each([{ isAcknowledged: true }, { isSilenced: true }, { isEnded: true }])("stops when %o", (change) => expect(dueSteps({ ...state, ...change }, minutes(60))).toEqual([]));
  it("tells the team of a ticket once", () => expect(dueSteps({ ...state, severity: "ticket", taken: 1 }, minutes(600))).toEqual([]));
});

describe("the rota", () => {
  const rota: RotaRule = { zone: "Europe/Berlin", startsLocal: "2026-03-23T09:00", turnDays: 7, memberIds: ["ada", "bob", "cy"] };
  const at = (iso: string): number => Date.parse(iso);
  const who = (iso: string): string | undefined => onCallAt(rota, [], at(iso))?.userId;

  it("changes at nine in the morning in Berlin, before and after the clocks change", () => {
    expect([who("2026-03-23T07:59:59Z"), who("2026-03-23T08:00:00Z"), who("2026-03-30T06:59:59Z"), who("2026-03-30T07:00:00Z")]).toEqual([undefined, "ada", "ada", "bob"]);
  });
  it("comes round again, and puts an override first", () => {
    expect(who("2026-04-14T12:00:00Z")).toBe("ada");
    const override = { userId: "cy", fromMs: at("2026-04-14T10:00:00Z"), toMs: at("2026-04-14T14:00:00Z") };
    expect(onCallAt(rota, [override], at("2026-04-14T12:00:00Z"))).toEqual({ ...override, isOverride: true });
    expect(onCallAt(rota, [override], at("2026-04-14T09:00:00Z"))?.toMs).toBe(override.fromMs);
    expect(upcomingTurns(rota, [override], { fromMs: at("2026-04-14T09:00:00Z"), count: 4 }).map(({ userId }) => userId)).toEqual(["ada", "cy", "ada", "bob"]);
  });
  it("of nobody has nobody on call", () => expect(onCallAt({ ...rota, memberIds: [] }, [], at("2026-04-14T09:00:00Z"))).toBeNull());

  it("covers every instant after its beginning exactly once, in any zone", () => {
    fc.assert(fc.property(fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"), fc.integer({ min: 1, max: 14 }), fc.integer({ min: 0, max: 400 * 1440 }), (zone, turnDays, minute) => {
      const rule = { ...rota, zone, turnDays };
      const start = Temporal.PlainDateTime.from(rule.startsLocal).toZonedDateTime(zone).epochMilliseconds;
      const turn = onCallAt(rule, [], start + minute * 60_000);
      expect(turn && turn.fromMs <= start + minute * 60_000 && start + minute * 60_000 < turn.toMs).toBe(true);
    }));
  });
});
