import { Temporal } from "temporal-polyfill";
import { instantOf, localOf, partsOf, joinParts, untilOf, type Recurrence } from "./rule";
import { occurrencesBetween } from "./recurrence";
import { isReadAlike } from "./read-alike";
import { vtimezone } from "./vtimezone";

export type FeedStatus = "TENTATIVE" | "CONFIRMED" | "CANCELLED";

/** One window as a calendar program sees it; instants in epoch ms. */
export interface FeedWindow {
  uid: string;
  summary: string;
  description: string;
  url: string;
  status: FeedStatus;
  /** Grows with every change that a calendar must learn of. */
  sequence: number;
  /** The last change. */
  stampMs: number;
  startMs: number;
  endMs: number;
  zone: string;
  /** The local time by which its repetition knows it; null = it stands alone. */
  occurrence: string | null;
}

/** Work that repeats, with those of its windows that the reader may see. */
export interface FeedSeries extends Omit<FeedWindow, "startMs" | "endMs" | "zone" | "occurrence"> {
  recurrence: Recurrence;
  /** Occurrences up to here exist as windows; one that does not is left out. */
  writtenUntilMs: number;
  windows: readonly FeedWindow[];
}

export interface Feed {
  name: string;
  singles: readonly FeedWindow[];
  series: readonly FeedSeries[];
  /** Time zones are described up to this year. */
  lastYear: number;
}

const compact = (local: string): string => `${local.replace(/[-:]/g, "")}00`;
const utc = (atMs: number): string => new Date(atMs).toISOString().replace(/[-:]/g, "").replace(/\.\d+/, "");
const isUtc = (zone: string): boolean => zone === "UTC" || zone === "Etc/UTC";

const isOnlyOnce = (local: string, zone: string): boolean => {
  const at = Temporal.PlainDateTime.from(local);
  return at.toZonedDateTime(zone, { disambiguation: "earlier" }).equals(at.toZonedDateTime(zone, { disambiguation: "later" }));
};

/** A date property in its zone; in UTC in an hour that comes twice, of which programs choose differently, and where it is no whole minute. */
function dateLine(name: string, atMs: number, zone: string): string {
  const local = localOf(atMs, zone);
  return isUtc(zone) || instantOf(local, zone) !== atMs || !isOnlyOnce(local, zone) ? `${name}:${utc(atMs)}` : `${name};TZID=${zone}:${compact(local)}`;
}

const localLine = (name: string, locals: readonly string[], zone: string): string => (isUtc(zone) ? `${name}:${locals.map((local) => `${compact(local)}Z`).join(",")}` : `${name};TZID=${zone}:${locals.map(compact).join(",")}`);

const escape = (text: string): string => text.replace(/\\/g, "\\\\").replace(/;/g, "\\;").replace(/,/g, "\\,").replace(/\r\n|\r|\n/g, "\\n").replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "");

/** Cut into lines of at most 75 octets, never within a letter (RFC 5545, 3.1). */
export function fold(line: string): string {
  const lines: string[] = [];
  let current = "";
  let octets = 0;
  for (const letter of line) {
    const size = new TextEncoder().encode(letter).length;
    if (octets + size > 75) {
      lines.push(current);
      [current, octets] = [" ", 1];
    }
    current += letter;
    octets += size;
  }
  return [...lines, current].join("\r\n");
}

const common = ({ uid, summary, description, url, status, sequence, stampMs }: Omit<FeedWindow, "startMs" | "endMs" | "zone" | "occurrence">): string[] => [
  `UID:${uid}`, `DTSTAMP:${utc(stampMs)}`, `LAST-MODIFIED:${utc(stampMs)}`, `SEQUENCE:${sequence}`, `STATUS:${status}`, `SUMMARY:${escape(summary)}`, `DESCRIPTION:${escape(description)}`, `URL:${url}`, ...(status === "CANCELLED" ? ["TRANSP:TRANSPARENT"] : []),
];

const eventOf = (window: FeedWindow, extra: readonly string[] = []): string[] => ["BEGIN:VEVENT", ...common(window), ...extra, dateLine("DTSTART", window.startMs, window.zone), dateLine("DTEND", window.endMs, window.zone), "END:VEVENT"];

/** The rule as other programs want it: beside a start in a zone, UNTIL is an instant in UTC (RFC 5545, 3.3.10). */
function ruleFor({ rrule, zone }: Recurrence): string {
  const map = new Map(partsOf(rrule));
  const until = untilOf(map);
  if (until?.kind === "local") map.set("UNTIL", utc(instantOf(until.local, zone)));
  return joinParts(map);
}

/** The length of an event in words of the standard: exact time, that a change of offset does not stretch. */
const duration = (ms: number): string => `PT${Math.round(ms / 60_000)}M`;

const hasSteadyOffset = (fromMs: number, toMs: number, zone: string): boolean => {
  const offsetAt = (atMs: number): number => Date.parse(`${localOf(atMs, zone)}:00Z`) - Math.floor(atMs / 60_000) * 60_000;
  return offsetAt(fromMs) === offsetAt(toMs);
};

/** Whether every program would read this window out of its repetition as it is. Where the clock changes around it they differ, so that it is written out. */
function isPlain(window: FeedWindow, series: FeedSeries): boolean {
  const { zone, durationMs } = series.recurrence;
  const startMs = instantOf(window.occurrence ?? "", zone);
  const isSame = window.startMs === startMs && window.endMs === startMs + durationMs && window.status === series.status && window.summary === series.summary && window.description === series.description;
  return isSame && hasSteadyOffset(startMs - 3 * 3_600_000, startMs + durationMs + 3 * 3_600_000, zone);
}

function seriesLines(series: FeedSeries): string[] {
  const { recurrence, windows } = series;
  if (!isReadAlike(recurrence)) return windows.flatMap((window) => eventOf(window));
  const { zone, startsLocal, durationMs } = recurrence;
  const known = new Map(windows.map((window) => [window.occurrence, window]));
  const given = occurrencesBetween({ ...recurrence, exdates: [] }, { fromMs: instantOf(startsLocal, zone), toMs: series.writtenUntilMs + 1 }).items.map(({ local }) => local);
  const missing = [...new Set([...recurrence.exdates, ...given.filter((local) => !known.has(local))])].filter((local) => !known.has(local)).sort();
  const isGiven = new Set(given);
  const strange = windows.filter(({ occurrence }) => !isGiven.has(occurrence ?? ""));
  const changed = windows.filter((window) => isGiven.has(window.occurrence ?? "") && !isPlain(window, series));
  return [
    "BEGIN:VEVENT", ...common(series), localLine("DTSTART", [startsLocal], zone), `DURATION:${duration(durationMs)}`, `RRULE:${ruleFor(recurrence)}`,
    ...(missing.length === 0 ? [] : [localLine("EXDATE", missing, zone)]), ...(recurrence.rdates.length === 0 ? [] : [localLine("RDATE", recurrence.rdates, zone)]), "END:VEVENT",
    ...changed.flatMap((window) => eventOf({ ...window, uid: series.uid, sequence: series.sequence + window.sequence }, [localLine("RECURRENCE-ID", [window.occurrence ?? ""], zone)])),
    ...strange.flatMap((window) => eventOf(window)),
  ];
}

function zonesOf({ singles, series, lastYear }: Feed): string[] {
  const first = new Map<string, number>();
  const note = (zone: string, atMs: number): void => void first.set(zone, Math.min(first.get(zone) ?? Infinity, new Date(atMs).getUTCFullYear() - 1));
  for (const { zone, startMs } of [...singles, ...series.flatMap(({ windows }) => windows)]) note(zone, startMs);
  for (const { recurrence } of series) note(recurrence.zone, instantOf(recurrence.startsLocal, recurrence.zone));
  return [...first].filter(([zone]) => !isUtc(zone)).sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([zone, from]) => vtimezone(zone, { from, to: lastYear }));
}

/**
 * A calendar of planned work (RFC 5545, RFC 7986). Work that repeats is one event with its rule; what was changed on its own, called off, or lies where programs
 * disagree (a change of the clock) is written out as that occurrence; what the reader may not see is left out of the rule. A rule that programs read differently is not
 * given at all: each of its windows stands for itself.
 */
export function writeFeed(feed: Feed): string {
  const head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Quarterdeck//Maintenance//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", `NAME:${escape(feed.name)}`, `X-WR-CALNAME:${escape(feed.name)}`, "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H"];
  const lines = [...head, ...zonesOf(feed), ...feed.singles.flatMap((window) => eventOf(window)), ...feed.series.filter(({ windows }) => windows.length > 0).flatMap(seriesLines), "END:VCALENDAR"];
  return `${lines.map(fold).join("\r\n")}\r\n`;
}
