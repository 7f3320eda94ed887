import { describe, expect, it } from "vitest";
import { failureText } from "./failure-text";
import { maxDeliveryAttempts, retryAfterMs, subjectOf, textOf, webhookRequest, type AlertMessage } from "./messages";

const message: AlertMessage = { isEnd: false, severity: "page", number: 7, title: "HostDown", description: "", service: "payments-api", firing: 1, since: "2026-08-19T10:00:00Z", url: "https://portal.test/alerts/7" };
const told = { id: "dlv_1", title: "[page] Grüße <b>", body: "a & b", isUrgent: true, url: message.url };

describe("a message", () => {
  it("says how bad, what, where and how many", () => {
    expect(subjectOf(message)).toBe("[page] HostDown on payments-api");
    expect(subjectOf({ ...message, firing: 10_000 })).toBe("[page] HostDown on payments-api (10000 alerts)");
    expect(subjectOf({ ...message, isEnd: true, title: "payments-api is down" })).toBe("[ended] payments-api is down");
  });
  it("leads to the alert", () => expect(textOf(message)).toBe("Since 2026-08-19 10:00 UTC.\n\nhttps://portal.test/alerts/7"));
});

describe("a webhook", () => {
  const url = "https://hooks.test/x";
  it("of Slack is escaped", () => expect(JSON.parse(webhookRequest({ template: "slack", url }, told).body)).toEqual({ text: "*[page] Grüße &lt;b&gt;*\na &amp; b" }));
  it("of ntfy has a title that headers can carry, urgency and a token", () => expect(webhookRequest({ template: "ntfy", url, key: "tk" }, told).headers).toMatchObject({ title: `=?UTF-8?B?${Buffer.from(told.title).toString("base64")}?=`, priority: "5", authorization: "Bearer tk" }));
  it("of Pushover is a form", () => expect(new URLSearchParams(webhookRequest({ template: "pushover", url, key: "t", user: "u" }, { ...told, isUrgent: false }).body).get("priority")).toBe("0"));
  it("of any other receiver is JSON", () => expect(JSON.parse(webhookRequest({ template: "generic", url }, told).body)).toEqual(told));
});

describe("a delivery that fails", () => {
  it("is tried again later and later, and then given up", () => {
    expect([1, 2, 3].map((failures) => retryAfterMs(failures, 503))).toEqual([10_000, 20_000, 40_000]);
    expect(retryAfterMs(maxDeliveryAttempts, null)).toBeNull();
  });
  it("says in words what the network says in codes, and leaves the rest as it is", () => {
    expect(failureText(Object.assign(new Error("getaddrinfo ENOTFOUND x.example"), { code: "ENOTFOUND" }))).toBe("The name of the receiver cannot be found. Check the address.");
    expect(failureText(Object.assign(new Error("odd"), { code: "EODD" }))).toBe("odd");
    expect([failureText(new Error("The receiver answered 500.")), failureText("x")]).toEqual(["The receiver answered 500.", "failed"]);
  });
  it.each([[404, null], [429, 10_000], [408, 10_000], [500, 10_000], [302, 10_000]])("with status %i waits %s", (status, wait) => expect(retryAfterMs(1, status)).toBe(wait));
});
