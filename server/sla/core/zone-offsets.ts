import { Temporal } from "temporal-polyfill";

/** A stretch of time during which a zone keeps one distance to UTC. Half-open, epoch ms. */
export interface OffsetSpan {
  fromMs: number;
  toMs: number;
  /** What to add to UTC to read the wall clock. */
  offsetMs: number;
}

// Zones and their transitions do not change while the process lives, so remembering them changes no result.
const known = new Map<string, OffsetSpan[]>();
const rememberedSpans = 400;

function findSpan(zone: string, atMs: number): OffsetSpan {
  const at = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone);
  const next = at.getTimeZoneTransition("next");
  // "previous" looks strictly before: the instant of a transition belongs to the span that it begins.
  const previous = at.add({ milliseconds: 1 }).getTimeZoneTransition("previous");
  return { fromMs: previous?.epochMilliseconds ?? -Infinity, toMs: next?.epochMilliseconds ?? Infinity, offsetMs: at.offsetNanoseconds / 1_000_000 };
}

/** The span of an IANA zone around an instant; it ends where daylight saving changes the clocks. Throws a RangeError for a zone that does not exist. */
export function offsetSpanAt(zone: string, atMs: number): OffsetSpan {
  const spans = known.get(zone) ?? [];
  const found = spans.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
  if (found) return found;
  const span = findSpan(zone, atMs);
  known.set(zone, spans.length < rememberedSpans ? [...spans, span] : [span]);
  return span;
}
