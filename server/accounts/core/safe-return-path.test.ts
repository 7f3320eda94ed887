import { describe, expect, it } from "vitest";
import { safeReturnPath } from "./safe-return-path";

describe("the place to return to", () => {
  it.each([
    ["/tickets?state=open#top", "/tickets?state=open#top"],
    ["/invites", "/invites"],
    ["https://evil.example/", "/"],
    ["//evil.example/", "/"],
    ["/\\evil.example/", "/"],
    ["/\t/evil.example/", "/"],
    ["javascript:alert(1)", "/"],
    ["/sign-in?next=/sign-in", "/"],
    ["/api/auth/signout", "/"],
    ["", "/"],
    [undefined, "/"],
  ])("%s leads to %s", (wanted, expected) => {
    expect(safeReturnPath(wanted)).toBe(expected);
  });
});
