import "server-only";
import http from "node:http";
import https from "node:https";
import { judgedAddress } from "./judged-address";

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
