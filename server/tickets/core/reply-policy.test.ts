import { expect, it } from "vitest";
import { replyEffect } from "./reply-policy";

const closedAt = "2026-08-01T10:00:00.000Z";
const at = (iso: string): number => Date.parse(iso);

it.each([
  ["an open ticket goes on", { stateKind: "open", closedAt: null }, "2026-08-02T00:00:00Z", "continue"],
  ["a waiting ticket goes back to work", { stateKind: "waiting", closedAt: null }, "2026-08-02T00:00:00Z", "reopen"],
  ["a resolved ticket is reopened", { stateKind: "resolved", closedAt: null }, "2026-08-02T00:00:00Z", "reopen"],
  ["a closed ticket is reopened until the last moment of the fourteenth day", { stateKind: "closed", closedAt }, "2026-08-15T10:00:00.000Z", "reopen"],
  ["after that a new ticket begins", { stateKind: "closed", closedAt }, "2026-08-15T10:00:00.001Z", "follow_up"],
  ["a closed ticket of unknown age counts as long ago", { stateKind: "closed", closedAt: null }, "2026-08-01T10:00:01Z", "follow_up"],
] as const)("on a reply, %s", (_, ticket, now, effect) => expect(replyEffect(ticket, at(now))).toBe(effect));
