import { describe, expect, it } from "vitest";
import { amountText, attainedText, burnText, promiseText, targetText, timeLeft } from "./slo-words";

describe("the words of an SLO", () => {
  it.each([[0.9995, "99.95\u00a0%"], [0.999, "99.9\u00a0%"], [0.99, "99\u00a0%"], [0.99999, "99.999\u00a0%"]])("writes the target %d with every digit that it has", (target, text) => expect(targetText(target)).toBe(text));
  it("never rounds what was attained up to 100 %", () => expect(attainedText(0.999_999_9)).toBe(">\u00a099.9999\u00a0%"));
  it("says no data, not zero, of a burn that is not known", () => expect([burnText(null), burnText(0), burnText(0.01), burnText(1.96), burnText(412.4)]).toEqual(["no data", "0.0×", "< 0.1×", "2.0×", "412×"]));
  it("reads milliseconds as time and keeps other units", () => expect([amountText(5_400_000, "milliseconds"), amountText(12, "orders"), amountText(null, "orders")]).toEqual(["1 h 30 min", "12 orders", "no data"]));
  it("knows time left only of a budget of time", () => expect([timeLeft({ isTimed: true, budgetMs: 1000 }, -0.5), timeLeft({ isTimed: false, budgetMs: 1000 }, 0.5), timeLeft({ isTimed: true, budgetMs: 1000 }, null)]).toEqual([-500, null, null]));
  it("states the promise", () => {
    expect(promiseText({ unit: "milliseconds", definition: { target: 0.999, window: { kind: "calendar", unit: "quarter", zone: "Europe/Berlin" } } })).toBe("99.9\u00a0% of time over a calendar quarter, Europe/Berlin");
    expect(promiseText({ unit: "orders", definition: { target: 0.99, window: { kind: "rolling", days: 28 } } })).toBe("99\u00a0% of orders over 28 days, rolling");
  });
});
