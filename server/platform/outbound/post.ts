import "server-only";
import { lookup as resolve } from "node:dns/promises";
import http from "node:http";
import https from "node:https";
import { isIP } from "node:net";
import { env } from "../env";
import { isAllowedAddress } from "./allowed-address";

export interface OutboundRequest {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string | Uint8Array;
  timeoutMs: number;
}

export interface OutboundAnswer {
  status: number;
}

const maxAnswerBytes = 65_536;

/** The address to connect to. A name is resolved once and the connection is made to what was judged, so that a name which changes its answer gains nothing. */
async function judgedAddress(hostname: string): Promise<{ address: string; family: number }> {
  const host = hostname.replace(/^\[|\]$/g, "");
  const found = isIP(host) === 0 ? await resolve(host, { all: true }) : [{ address: host, family: isIP(host) }];
  const refused = found.find(({ address }) => !isAllowedAddress(address, env().QUARTERDECK_PRIVATE_TARGETS));
  if (refused || !found[0]) throw new Error(`The portal does not connect to ${host}: it is not on the public internet. An administrator can allow its network in QUARTERDECK_PRIVATE_TARGETS.`);
  return found[0];
}

/** Sends one POST to an address that people chose. Never follows a redirect, reads at most 64 KiB of the answer, and ends after its time. */
export async function postOutbound({ url, headers, body, timeoutMs }: OutboundRequest): Promise<OutboundAnswer> {
  const target = new URL(url);
  if (target.protocol !== "http:" && target.protocol !== "https:") throw new Error("The address is not one of the web.");
  const address = await judgedAddress(target.hostname);
  const client = target.protocol === "https:" ? https : http;
  return new Promise((done, fail) => {
    const request = client.request(target, {
      method: "POST", headers: { ...headers, "content-length": String(Buffer.byteLength(body)), "user-agent": "Quarterdeck" }, agent: false, signal: AbortSignal.timeout(timeoutMs),
      lookup: (_host, options, callback) => (options.all ? callback(null, [address]) : callback(null, address.address, address.family)),
    }, (answer) => {
      let bytes = 0;
      answer.on("data", (chunk: Buffer) => {
        bytes += chunk.byteLength;
        if (bytes > maxAnswerBytes) request.destroy(new Error("The answer is too long."));
      });
      answer.on("end", () => done({ status: answer.statusCode ?? 0 }));
      answer.on("error", fail);
    });
    request.on("error", (error) => fail(error.name === "AbortError" || error.name === "TimeoutError" ? new Error(`No answer within ${timeoutMs / 1_000} s.`) : error));
    request.end(body);
  });
}
