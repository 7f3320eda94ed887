import { describe, expect, it } from "vitest";
import { effectivePermissions, rolesFault, scopeOf } from "./scope";

describe("the scope of roles", () => {
  it.each([
    ["a viewer sees all", ["viewer"], null, { kind: "all" }],
    ["a requester sees what they asked for at one customer", ["requester"], "cus_1", { kind: "customers", customerIds: ["cus_1"], requesterKeys: ["usr_1", "ann@example.test"] }],
    ["a requester without customer sees nothing", ["requester"], null, { kind: "customers", customerIds: [], requesterKeys: ["usr_1", "ann@example.test"] }],
    ["a requester stays bound even if another role slipped in", ["admin", "requester"], "cus_1", { kind: "customers", customerIds: ["cus_1"], requesterKeys: ["usr_1", "ann@example.test"] }],
    ["nobody without a role sees anything", [], null, { kind: "customers", customerIds: [], requesterKeys: ["usr_1", "ann@example.test"] }],
  ] as const)("%s", (_reason, roles, customerId, expected) => {
    expect(scopeOf(roles, customerId, { id: "usr_1", email: "Ann@example.test" })).toEqual(expected);
  });

  it("of a requester's rights alone, without a person, is empty", () => expect(scopeOf(["requester"], "cus_1", null)).toMatchObject({ requesterKeys: [] }));
});

describe("roles", () => {
  it.each([
    ["several go together", ["operator", "support"], null, false],
    ["a requester with a customer", ["requester"], "cus_1", false],
    ["none at all", [], null, true],
    ["a requester without a customer", ["requester"], null, true],
    ["a requester with another role", ["requester", "viewer"], "cus_1", true],
    ["a customer for somebody else", ["viewer"], "cus_1", true],
  ] as const)("are judged: %s", (_reason, roles, customerId, isRefused) => {
    expect(rolesFault(roles, customerId) !== null).toBe(isRefused);
  });
});

describe("the permissions of a token", () => {
  it("are what was granted and is still owned", () => {
    expect([...effectivePermissions(["a.read", "b.read"], new Set(["b.read", "c.read"]))]).toEqual(["b.read"]);
  });
});
