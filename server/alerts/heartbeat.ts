import "server-only";
import { env } from "../platform/env";

const timeoutMs = 10_000;

/** Tells whoever watches the portal that it lives. Its address is the administrator's own setting, so it may be within. A failure is shown on the health page. */
export async function sendHeartbeat(): Promise<void> {
  const { QUARTERDECK_HEARTBEAT_URL: url } = env();
  if (url === undefined) return;
  const answer = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: "manual", headers: { "user-agent": "Quarterdeck" } });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`The heartbeat was answered with ${answer.status}.`);
}
