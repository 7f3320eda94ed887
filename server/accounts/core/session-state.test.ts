import { describe, expect, it } from "vitest";
import { linkState, sessionState, tokenState } from "./session-state";

const now = new Date("2026-08-19T10:00:00.000Z");
const later = new Date("2026-08-19T10:00:00.001Z");
const live = { expiresAt: later, revokedAt: null, authVersion: 2, user: { authVersion: 2, status: "active" } };

describe("a session", () => {
  it.each([
    ["live", {}, "live"],
    ["expired at its very end", { expiresAt: now }, "expired"],
    ["revoked", { revokedAt: now }, "revoked"],
    ["from before a change of access", { authVersion: 1 }, "outdated"],
    ["of a later version than the account, which cannot be", { authVersion: 3 }, "outdated"],
    ["of a deactivated account", { user: { authVersion: 2, status: "inactive" } }, "inactive"],
    ["of an account in an unknown state", { user: { authVersion: 2, status: "odd" } }, "inactive"],
  ] as const)("is %s", (_reason, change, expected) => {
    expect(sessionState({ ...live, ...change }, now)).toBe(expected);
  });
});

describe("tokens and links", () => {
  it("end at their expiry, and being revoked or used comes first", () => {
    expect(tokenState({ expiresAt: null, revokedAt: null }, now)).toBe("active");
    expect(tokenState({ expiresAt: later, revokedAt: null }, now)).toBe("active");
    expect(tokenState({ expiresAt: now, revokedAt: null }, now)).toBe("expired");
    expect(tokenState({ expiresAt: now, revokedAt: now }, now)).toBe("revoked");
    expect(linkState({ expiresAt: later, usedAt: null }, now)).toBe("usable");
    expect(linkState({ expiresAt: now, usedAt: null }, now)).toBe("expired");
    expect(linkState({ expiresAt: now, usedAt: now }, now)).toBe("used");
  });
});
