import "server-only";
import { BlockList, isIP } from "node:net";

const family = (address: string): "ipv4" | "ipv6" => (isIP(address) === 6 ? "ipv6" : "ipv4");

// Not of the public internet (RFC 6890 and what has come since): this machine, private networks, link-local with the metadata services of clouds, and what is reserved.
const closed = [
  "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
  "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
];

function listOf(entries: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = "", bits] = entry.split("/");
    if (isIP(address) === 0) continue;
    list.addSubnet(address, bits === undefined ? (isIP(address) === 6 ? 128 : 32) : Number(bits), family(address));
  }
  return list;
}

const notPublic = listOf(closed);

/** A network or a single address: "10.1.0.0/16", "192.168.7.9", "fd00::/8". */
export function isNetwork(text: string): boolean {
  const [address = "", bits, ...rest] = text.split("/");
  const longest = isIP(address) === 6 ? 128 : 32;
  return isIP(address) !== 0 && rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest));
}

/** IPv4 within IPv6 is judged as IPv4. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "");

/** Whether the portal may connect to an address: one of the public internet, or of a network that the administrator allows ("10.1.0.0/16, 192.168.7.9"). */
export function isAllowedAddress(address: string, allowed: string): boolean {
  const bare = plain(address);
  if (isIP(bare) === 0) return false;
  const isMapped = isIP(bare) === 6 && /^::ffff:/i.test(bare);
  if (!isMapped && !notPublic.check(bare, family(bare))) return true;
  return listOf(allowed.split(",").map((entry) => entry.trim())).check(bare, family(bare));
}
