import "server-only";
import { connect } from "node:net";
import { performance } from "node:perf_hooks";
import { judgedAddress, type Judgement } from "./judged-address";

export interface ReachRequest extends Judgement {
  host: string;
  port: number;
  timeoutMs: number;
}

/** Opens a TCP connection to an address that people chose and closes it. The milliseconds that it took. */
export async function reachOutbound({ host, port, timeoutMs, ...judgement }: ReachRequest): Promise<number> {
  const started = performance.now();
  const timeout = AbortSignal.timeout(timeoutMs);
  const late = new Promise<never>((_done, fail) => timeout.addEventListener("abort", () => fail(new Error(`No connection within ${timeoutMs / 1_000} s.`)), { once: true }));
  const address = await Promise.race([judgedAddress(host, judgement), late]);
  const socket = connect({ host: address.address, port });
  const connected = new Promise<void>((done, fail) => {
    socket.once("connect", done);
    socket.once("error", fail);
  });
  try {
    await Promise.race([connected, late]);
    return Math.round((performance.now() - started) * 10) / 10;
  } finally {
    socket.destroy();
  }
}
