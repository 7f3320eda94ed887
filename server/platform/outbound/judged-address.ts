import "server-only";
import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { env } from "../env";
import { isAllowedAddress } from "./allowed-address";

export interface JudgedAddress {
  address: string;
  family: number;
}

export type Resolve = (host: string) => Promise<JudgedAddress[]>;

const resolveAll: Resolve = (host) => lookup(host, { all: true });

/** An address that the portal does not connect to. */
export class RefusedAddress extends Error {}

export interface Judgement {
  /** Networks beside those of QUARTERDECK_PRIVATE_TARGETS: "10.1.0.0/16, 192.168.7.9". */
  allowed?: string;
  resolve?: Resolve;
}

/** The address to connect to. A name is resolved once and the connection is made to what was judged, so that a name which changes its answer gains nothing. */
export async function judgedAddress(hostname: string, { allowed = "", resolve = resolveAll }: Judgement = {}): Promise<JudgedAddress> {
  const host = hostname.replace(/^\[|\]$/g, "");
  const found = isIP(host) === 0 ? await resolve(host) : [{ address: host, family: isIP(host) }];
  const networks = [env().QUARTERDECK_PRIVATE_TARGETS, allowed].filter((text) => text !== "").join(",");
  const refused = found.find(({ address }) => !isAllowedAddress(address, networks));
  if (refused || !found[0]) throw new RefusedAddress(`The portal does not connect to ${host}: it is not on the public internet. An administrator can allow its network.`);
  return found[0];
}
