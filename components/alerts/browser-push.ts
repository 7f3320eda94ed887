/** Whether this browser can be told by push, or why not. */
export type PushSupport = "yes" | "insecure" | "install" | "no" | "denied";

const worker = "/push-worker.js";

export function pushSupport(): PushSupport {
  if (!window.isSecureContext) return "insecure";
  if (!("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) return /iPhone|iPad/.test(navigator.userAgent) ? "install" : "no";
  return Notification.permission === "denied" ? "denied" : "yes";
}

const subscriptionHere = async (): Promise<PushSubscription | null> => (await (await navigator.serviceWorker?.getRegistration(worker))?.pushManager?.getSubscription()) ?? null;

/** The address at which this browser is told; null = it is not. */
export const currentEndpoint = async (): Promise<string | null> => (pushSupport() === "yes" ? ((await subscriptionHere())?.endpoint ?? null) : null);

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** Asks the person, and subscribes with the installation's key. One that was made with another key is replaced. */
export async function subscribeBrowser(publicKey: string): Promise<{ endpoint: string; keys: { p256dh: string; auth: string } }> {
  if ((await Notification.requestPermission()) !== "granted") throw new Error("The browser was not allowed to show notifications.");
  await navigator.serviceWorker.register(worker);
  const { pushManager } = await navigator.serviceWorker.ready;
  await (await pushManager.getSubscription())?.unsubscribe();
  const { endpoint, keys } = (await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(publicKey) })).toJSON();
  return { endpoint: endpoint ?? "", keys: { p256dh: keys?.p256dh ?? "", auth: keys?.auth ?? "" } };
}

export const unsubscribeBrowser = async (): Promise<void> => void (await (await subscriptionHere())?.unsubscribe());
