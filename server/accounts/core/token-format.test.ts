import { describe, expect, it } from "vitest";
import { bearerToken, formatToken, isTokenShaped, tokenPrefix } from "./token-format";

const secret = "Ab3_".repeat(10) + "xyz";
const token = formatToken(secret);

describe("an API token", () => {
  it("has a marker that scanners can find, and shows nine characters of itself", () => {
    expect(token).toBe(`qd_${secret}`);
    expect(isTokenShaped(token)).toBe(true);
    expect(tokenPrefix(token)).toBe("qd_Ab3_Ab");
  });

  it.each([
    ["as usual", `Bearer ${token}`, token],
    ["with the scheme in another case and more space", `  bEaReR   ${token} `, token],
    ["of another scheme", `Basic ${token}`, null],
    ["without a scheme", token, null],
    ["a character short", `Bearer ${token.slice(0, -1)}`, null],
    ["with something after it", `Bearer ${token} x`, null],
    ["empty", "", null],
    ["absent", null, null],
  ])("is read from a header: %s", (_reason, header, expected) => {
    expect(bearerToken(header)).toBe(expected);
  });
});
