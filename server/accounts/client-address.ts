import "server-only";
import { BlockList, isIP } from "node:net";
import { env } from "@/server/platform/env";

const family = (address: string): "ipv4" | "ipv6" => (isIP(address) === 6 ? "ipv6" : "ipv4");
const plain = (address: string): string => address.trim().replace(/^::ffff:(?=\d+\.)/i, "");

/** Addresses and networks ("10.0.0.0/8, 192.0.2.7") as a list to ask; entries that are neither are ignored. */
function trustedProxies(text: string): BlockList {
  const list = new BlockList();
  for (const entry of text.split(",").map((each) => each.trim()).filter((each) => each !== "")) {
    const [address = "", bits] = entry.split("/");
    if (isIP(address) === 0) continue;
    if (bits === undefined) list.addAddress(address, family(address));
    else list.addSubnet(address, Number(bits), family(address));
  }
  return list;
}

export interface HeaderReader {
  get(name: string): string | null;
}

/** The address a request came from: the peer's, or what a trusted proxy says of it. Empty when the server does not tell. */
export function clientAddress(headers: HeaderReader, trusted: string = env().TRUSTED_PROXIES): string {
  const proxies = trustedProxies(trusted);
  const isTrusted = (address: string): boolean => isIP(address) !== 0 && proxies.check(address, family(address));
  const peer = plain(headers.get("x-peer-address") ?? "");
  if (!isTrusted(peer)) return peer;
  const hops = (headers.get("x-forwarded-for") ?? "").split(",").map(plain).filter((each) => isIP(each) !== 0);
  return hops.findLast((hop) => !isTrusted(hop)) ?? hops[0] ?? peer;
}
