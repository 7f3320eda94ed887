import { describe, expect, it } from "vitest";
import { passwordFaults } from "./password-policy";

const owner = { email: "margaret.hamilton@example.org", name: "Margaret Hamilton" };

describe("a password", () => {
  it.each([
    ["four unrelated words", "plover wicket tansy brook"],
    ["exactly twelve characters", "plov3r-wick!"],
    ["128 characters", "abcdefgh".repeat(16)],
    ["a long phrase that happens to hold the name", "margaret likes to walk by the sea"],
    ["letters beyond ASCII", "Überfüllung am Kai"],
  ])("is accepted: %s", (_reason, password) => {
    expect(passwordFaults(password, owner)).toEqual([]);
  });

  it.each([
    ["eleven characters", "plov3r-wick"],
    ["129 characters", `${"abcdefgh".repeat(16)}x`],
    ["a common word with decoration", "Quarterdeck2026!"],
    ["digits in order", "123456789012"],
    ["one character over and over", "plover aaaaaaa"],
    ["four characters in turn", "abcdabcdabcd"],
    ["the person's name with a year", "Hamilton2026!!"],
    ["the address with a year", "margaret.hamilton1"],
  ])("is refused: %s", (_reason, password) => {
    expect(passwordFaults(password, owner).length).toBeGreaterThan(0);
  });

  it("may hold a name part that is too short to count", () => {
    expect(passwordFaults("bo plover wicket", { email: "bo@example.org", name: "Bo Li" })).toEqual([]);
  });
});
