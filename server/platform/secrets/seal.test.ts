import { describe, expect, it } from "vitest";
import { keyIdOf, openWith, sealedBy, sealWith } from "./seal";

const key = "a-key-of-at-least-thirty-two-characters";
const older = "an-older-key-of-at-least-thirty-two-chars";

describe("a sealed value", () => {
  it("opens to what was sealed and names its key", () => {
    const sealed = sealWith(key, "accounts.totp", "JBSWY3DP");
    expect(sealed).toMatch(new RegExp(`^v1:${keyIdOf(key)}:[A-Za-z0-9_-]+$`));
    expect(sealedBy(sealed)).toBe(keyIdOf(key));
    expect(openWith([key], "accounts.totp", sealed)).toBe("JBSWY3DP");
  });

  it("never looks the same twice", () => {
    expect(sealWith(key, "p", "same")).not.toBe(sealWith(key, "p", "same"));
  });

  it("opens with an older key while that is still at hand, and says which key is missing otherwise", () => {
    const sealed = sealWith(older, "p", "value");
    expect(openWith([key, older], "p", sealed)).toBe("value");
    expect(() => openWith([key], "p", sealed)).toThrow(keyIdOf(older));
  });

  it("does not open for another purpose or after a change", () => {
    const sealed = sealWith(key, "accounts.totp", "value");
    expect(() => openWith([key], "mail.password", sealed)).toThrow();
    const [form, id, body] = sealed.split(":") as [string, string, string];
    const bytes = Buffer.from(body, "base64url");
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
    expect(() => openWith([key], "accounts.totp", `${form}:${id}:${bytes.toString("base64url")}`)).toThrow();
    expect(() => openWith([key], "p", "plain text")).toThrow("Not a sealed value");
  });
});
