import { describe, expect, it } from "vitest";
import { prepareMessage } from "./prepare-message";

describe("a message in the inbox", () => {
  it("shows its kind as a mark, its times in the reader's zone, and no address", () => {
    expect(prepareMessage({ title: "[page] Checkout is down", body: "Checks fail.\n\nSince 2026-11-18 23:46 UTC, 3 alerts of this kind.\n\nhttps://portal.example/alerts/7" }, "Europe/Berlin")).toEqual({
      mark: { status: "critical", label: "Page" }, title: "Checkout is down", body: "Checks fail.\n\nSince 19 Nov 2026, 00:46, 3 alerts of this kind.",
    });
  });

  it.each(["[ended] Search is slow", "[ticket] Search is slow"])("knows what %s means", (title) => expect(prepareMessage({ title, body: "" }, "UTC")).toMatchObject({ mark: { label: /^\[ended/.test(title) ? "Ended" : "Ticket" }, title: "Search is slow" }));

  it("asks for what is to be done, without the address that its title leads to", () => {
    expect(prepareMessage({ title: "[action] Second provider: 3 days late", body: "Owner: Ada.\n\nTick it off or give it another date: https://portal.example/incidents/7" }, "UTC")).toEqual({ mark: { status: "warn", label: "Action" }, title: "Second provider: 3 days late", body: "Owner: Ada.\n\nTick it off or give it another date" });
  });

  it.each(["Change CH-12 waits for your word", "[draft] Notes", "[page]"])("leaves %s as it is", (title) => expect(prepareMessage({ title, body: "at 9:00 UTC" }, "UTC")).toEqual({ mark: { status: "info", label: "For you" }, title, body: "at 9:00 UTC" }));
});
