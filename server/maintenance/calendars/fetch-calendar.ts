import "server-only";
import { askOutbound } from "../../platform/outbound";
import { openSecret, sealSecret } from "../../platform/secrets";
import { externalLimits, type CalendarSource } from "../contract";
import type { ExternalRecord } from "./external-repository";
import { UnreadableCalendar } from "./ics-values";

export const externalPurpose = "maintenance.calendar";
const timeoutMs = 20_000;
const maxRedirects = 5;

/** How the source of a calendar is kept: an address often carries a secret, so that it is sealed; only its host is shown, and never stored beside it. */
export const keptSource = (source: CalendarSource): { secret: string | null; body: string; etag: null } => (source.kind === "url" ? { secret: sealSecret(externalPurpose, source.url), body: "", etag: null } : { secret: null, body: source.text, etag: null });

/** The address; null = a file, or sealed with a key that this installation does not have. */
export function urlOf({ secret }: Pick<ExternalRecord, "secret">): string | null {
  if (secret === null) return null;
  try {
    return openSecret(externalPurpose, secret);
  } catch {
    return null;
  }
}

export interface Fetched {
  body: string;
  etag: string | null;
}

/** The text of a calendar as it is now: a file's own, an address's if it has changed since, otherwise what was read before. Throws UnreadableCalendar. */
export async function fetchCalendar(calendar: Pick<ExternalRecord, "secret" | "body" | "etag">, signal: AbortSignal): Promise<Fetched> {
  const { body, etag, secret } = calendar;
  if (secret === null) return { body, etag };
  const url = urlOf(calendar);
  if (url === null) throw new UnreadableCalendar("The address was sealed with another key. Give it again.");
  const known: Record<string, string> = etag === null || body === "" ? {} : { "if-none-match": etag };
  const answer = await askOutbound({ url, method: "GET", headers: { accept: "text/calendar, text/plain;q=0.5", ...known }, timeoutMs, maxRedirects, maxBytes: externalLimits.textBytes + 1, signal });
  if (answer.status === 304 && body !== "") return { body, etag };
  if (answer.status !== 200) throw new UnreadableCalendar(`The address answered ${answer.status}.`);
  if (Buffer.byteLength(answer.body) > externalLimits.textBytes) throw new UnreadableCalendar("The calendar is larger than 900 kB.");
  return { body: answer.body, etag: answer.etag };
}
