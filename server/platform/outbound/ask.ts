import "server-only";
import http from "node:http";
import https from "node:https";
import { performance } from "node:perf_hooks";
import { TLSSocket } from "node:tls";
import { judgedAddress, type JudgedAddress, type Judgement } from "./judged-address";

export interface AskRequest extends Judgement {
  url: string;
  method: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
  /** For all hops together. */
  timeoutMs: number;
  maxRedirects: number;
  /** Of the last answer; what follows is not read. 0: no body is wanted. */
  maxBytes: number;
  signal?: AbortSignal;
}

export interface AskAnswer {
  status: number;
  body: string;
  /** From the begin of the first request to the end of what was read. */
  latencyMs: number;
  hops: string[];
  certificateEndsAt: Date | null;
  /** What names this state of the resource, to ask later whether it has changed. */
  etag: string | null;
}

interface Hop {
  status: number;
  location: string | null;
  etag: string | null;
  body: string;
  certificateEndsAt: Date | null;
}

const redirects = new Set([301, 302, 303, 307, 308]);

function certificateOf(answer: http.IncomingMessage): Date | null {
  if (!(answer.socket instanceof TLSSocket)) return null;
  const endsMs = Date.parse(answer.socket.getPeerCertificate().valid_to);
  return Number.isNaN(endsMs) ? null : new Date(endsMs);
}

interface HopRequest extends Pick<AskRequest, "method" | "headers" | "body" | "maxBytes"> {
  target: URL;
  address: JudgedAddress;
  signal: AbortSignal;
}

function readHop(request: http.ClientRequest, answer: http.IncomingMessage, maxBytes: number): Promise<Hop> {
  const hop = { status: answer.statusCode ?? 0, location: answer.headers.location ?? null, etag: answer.headers.etag ?? null, certificateEndsAt: certificateOf(answer) };
  const isRedirect = redirects.has(hop.status) && hop.location !== null;
  if (isRedirect || maxBytes === 0) {
    // Nothing more of it is wanted, however long it is.
    request.destroy();
    return Promise.resolve({ ...hop, body: "" });
  }
  return new Promise((done, fail) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const finish = (): void => done({ ...hop, body: Buffer.concat(chunks).subarray(0, maxBytes).toString("utf8") });
    answer.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      bytes += chunk.byteLength;
      if (bytes < maxBytes) return;
      finish();
      request.destroy();
    });
    answer.on("end", finish);
    answer.on("error", fail);
  });
}

function askHop({ target, address, method, headers, body, maxBytes, signal }: HopRequest): Promise<Hop> {
  const client = target.protocol === "https:" ? https : http;
  return new Promise((done, fail) => {
    const request = client.request(target, {
      method, agent: false, signal,
      headers: { "user-agent": "Quarterdeck", ...headers, ...(body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) }) },
      lookup: (_host, options, callback) => (options.all ? callback(null, [address]) : callback(null, address.address, address.family)),
    }, (answer) => void readHop(request, answer, maxBytes).then(done, fail));
    request.on("error", fail);
    request.end(body);
  });
}

/** After 303, and after 301 and 302 of a POST, the next hop is a GET without a body, as browsers do. */
const becomesGet = (status: number, method: string): boolean => status === 303 || ((status === 301 || status === 302) && method === "POST");

function targetOf(url: string, base?: URL): URL {
  const target = URL.canParse(url, base) ? new URL(url, base) : null;
  if (target === null || (target.protocol !== "http:" && target.protocol !== "https:")) throw new Error("The address is not one of the web.");
  return target;
}

const inTime = (timeoutMs: number) => (error: unknown): never => {
  const name = error instanceof Error ? error.name : "";
  throw name === "AbortError" || name === "TimeoutError" ? new Error(`No answer within ${timeoutMs / 1_000} s.`) : error;
};

/** One step on the way: what to ask for next, as long as there is something. */
async function follow(request: AskRequest, signal: AbortSignal): Promise<AskAnswer> {
  const started = performance.now();
  const { resolve, allowed, maxBytes } = request;
  let { method, headers, body } = request;
  let target = targetOf(request.url);
  const hops: string[] = [];
  for (;;) {
    hops.push(target.href);
    const address = await judgedAddress(target.hostname, { ...(allowed === undefined ? {} : { allowed }), ...(resolve ? { resolve } : {}) });
    signal.throwIfAborted();
    const hop = await askHop({ target, address, method, headers, maxBytes, signal, ...(body === undefined || body === "" ? {} : { body }) });
    const isRedirect = redirects.has(hop.status) && hop.location !== null && request.maxRedirects > 0;
    if (!isRedirect) return { status: hop.status, body: hop.body, etag: hop.etag, certificateEndsAt: hop.certificateEndsAt, hops, latencyMs: Math.round((performance.now() - started) * 10) / 10 };
    if (hops.length > request.maxRedirects) throw new Error(`More than ${request.maxRedirects} redirects.`);
    const next = targetOf(hop.location ?? "", target);
    if (becomesGet(hop.status, method)) [method, body] = ["GET", undefined];
    // What was meant for one site, secrets above all, is not carried to another.
    if (next.origin !== target.origin) headers = {};
    target = next;
  }
}

/** A promise that ends with the signal even where what it waits for, such as a resolver, does not heed it. */
const orAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((done, fail) => {
    const stop = (): void => fail(signal.reason as Error);
    signal.addEventListener("abort", stop, { once: true });
    work.then(done, fail).finally(() => signal.removeEventListener("abort", stop));
  });

/** Asks an address that people chose. Every hop is judged and pinned anew, and all of it ends in time. */
export async function askOutbound(request: AskRequest): Promise<AskAnswer> {
  const timeout = AbortSignal.timeout(request.timeoutMs);
  const signal = request.signal ? AbortSignal.any([timeout, request.signal]) : timeout;
  return orAborted(follow(request, signal), signal).catch(inTime(request.timeoutMs));
}
