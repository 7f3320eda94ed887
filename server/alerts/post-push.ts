import "server-only";
import webPush from "web-push";
import type { Clock } from "../platform/clock";
import { postOutbound } from "../platform/outbound";
import { openSecret } from "../platform/secrets";
import { vapidKeys, vapidSubject } from "./vapid";

/** What the keys of a browser are sealed for. */
export const pushKeysPurpose = "push-subscription.keys";

export interface PushMessage {
  title: string;
  body: string;
  /** Where pressing it leads to, within the portal. */
  path: string;
  /** A later message of the same tag takes the place of the earlier. */
  tag: string;
  isUrgent: boolean;
}

const timeToLiveS = 3_600;
const timeoutMs = 10_000;
// A push service takes 4,096 bytes, of which encryption needs about a hundred; a letter may need four.
const longestBody = 600;

/** Posts a message, encrypted for one browser (RFC 8291), to its push service; gives the status that it answered. The service is an address that came from a browser, so the rules of outgoing requests hold. */
export async function postPush({ endpoint, keys }: { endpoint: string; keys: string }, { body, isUrgent, ...rest }: PushMessage, clock: Clock): Promise<number> {
  const opened = JSON.parse(openSecret(pushKeysPurpose, keys)) as { p256dh: string; auth: string };
  const payload = JSON.stringify({ ...rest, body: body.slice(0, longestBody) });
  const request = webPush.generateRequestDetails({ endpoint, keys: opened }, payload, { vapidDetails: { subject: vapidSubject(), ...(await vapidKeys(clock.now())) }, TTL: timeToLiveS, urgency: isUrgent ? "high" : "normal", contentEncoding: "aes128gcm" });
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
  return (await postOutbound({ url: endpoint, headers, body: request.body ?? new Uint8Array(), timeoutMs })).status;
}
