import "server-only";
import { currentFaults, subscribeFaults, type ComponentFault } from "./faults";
import { subscribeLive } from "./hub";

const pingMs = 20_000;

/** Server-sent events: one stream a page, one event for each change of a domain, a comment every 20 s so that proxies keep it open. Faults of the portal itself come from memory: first what is so now, then each change. */
export function liveStream(signal: AbortSignal, hears: (topic: string) => boolean = () => true): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let stop = (): void => undefined;
  return new ReadableStream({
    start(controller) {
      const send = (text: string): void => controller.enqueue(encoder.encode(text));
      const unsubscribe = subscribeLive(({ topic, version }) => (hears(topic) ? send(`id: ${topic}:${version}\nevent: change\ndata: ${JSON.stringify({ topic, version })}\n\n`) : undefined));
      const tell = (faults: readonly ComponentFault[]): void => send(`event: fault\ndata: ${JSON.stringify(faults)}\n\n`);
      const unsubscribeFaults = subscribeFaults(tell);
      const ping = setInterval(() => send(": ping\n\n"), pingMs);
      stop = () => {
        clearInterval(ping);
        unsubscribe();
        unsubscribeFaults();
        stop = () => undefined;
      };
      signal.addEventListener("abort", () => {
        stop();
        controller.close();
      }, { once: true });
      send("retry: 3000\n\n");
      tell(currentFaults());
    },
    cancel: () => stop(),
  });
}
