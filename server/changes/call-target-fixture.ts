import { systemClock } from "@/server/platform/clock";
import type { Ctx } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export const day = 86_400_000;
/** Somebody of that role, who is named as they are known. */
export const as = (userId: string, role: "operator" | "admin" | "viewer" = "operator"): Ctx => testContext(role, { clock: systemClock, actor: { userId, name: userId } });
/** The same, so much later. */
export const later = (ctx: Ctx, ms: number): Ctx => ({ ...ctx, clock: { now: () => new Date(Date.now() + ms) } });

export interface CallTarget {
  base: string;
  /** What was called, with the authorisation that came along. */
  calls: string[];
  /** Status by path; "silent" never answers, "cut" closes the connection after the request. Anything else is 200. */
  answers: Record<string, number | "silent" | "cut">;
  forget: () => void;
  close: () => void;
}

/** A server that steps call. */
export async function startCallTarget(): Promise<CallTarget> {
  const target: CallTarget = { base: "", calls: [], answers: {}, forget: () => Object.assign(target, { calls: [], answers: {} }), close: () => undefined };
  const server = createServer((request, response) => {
    target.calls.push(`${request.method} ${request.url} ${request.headers.authorization ?? ""}`.trim());
    const status = target.answers[request.url ?? ""] ?? 200;
    if (status === "cut") request.socket.destroy();
    else if (status !== "silent") response.writeHead(status).end(`seen ${request.headers.authorization ?? "nothing"}`);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  target.base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  target.close = () => {
    server.closeAllConnections();
    server.close();
  };
  return target;
}

export const manual = (title: string, more: object = {}) => ({ kind: "manual", title, ...more });
export const oneStage = (name: string, ...steps: object[]) => [{ name, steps }];
