import { describe, expect, it } from "vitest";
import { isAllowedAddress } from "./allowed-address";

describe("an address that people chose", () => {
  it.each(["127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "::1", "::", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "::ffff:7f00:1", "64:ff9b::7f00:1", "2002:7f00:1::", "not an address", ""])("%s is refused", (address) => expect(isAllowedAddress(address, "")).toBe(false));
  it.each(["1.1.1.1", "8.8.8.8", "2606:4700:4700::1111", "172.32.0.1", "::ffff:8.8.8.8"])("%s is of the public internet", (address) => expect(isAllowedAddress(address, "")).toBe(true));
  it("is allowed when the administrator names its network, and no other", () => {
    expect(["10.1.2.3", "10.2.0.1", "192.168.7.9"].map((address) => isAllowedAddress(address, "10.1.0.0/16, 192.168.7.9"))).toEqual([true, false, true]);
  });
});
