import { describe, expect, it } from "vitest";
import { placeEvents, upstreamOf, type TimelineEvent } from "./what-changed";

const needs: [string, string][] = [["shop", "pay"], ["pay", "db"], ["db", "disk"], ["disk", "shop"], ["blog", "db"]];

describe("where the cause of a service's trouble can lie", () => {
  it("is the service and what it depends on over two steps, not what depends on it, and a cycle ends", () => expect([...upstreamOf("shop", needs)]).toEqual([["shop", 0], ["pay", 1], ["db", 2]]));
  it("is only itself when it depends on nothing", () => expect([...upstreamOf("alone", needs)]).toEqual([["alone", 0]]));
});

describe("events before trouble", () => {
  const event = (parts: Partial<TimelineEvent>): TimelineEvent => ({ atMs: 0, kind: "deployment", text: "deployed 1", actor: "ci", serviceId: "db", href: null, ...parts });
  it("come the newest first, each told once, of the nearest service", () => {
    const placed = placeEvents([event({ atMs: 1, serviceId: "db" }), event({ atMs: 1, serviceId: "shop" }), event({ atMs: 2, text: "deployed 2", serviceId: null })], upstreamOf("shop", needs));
    expect(placed.map(({ text, distance, serviceId }) => [text, distance, serviceId])).toEqual([["deployed 2", null, null], ["deployed 1", 0, "shop"]]);
  });
});
