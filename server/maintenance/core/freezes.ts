import { occurrencesBetween } from "./recurrence";

/** Change is blocked (hard) or warned of (soft) for [fromMs, toMs); without an end it goes on. No services = all. */
export interface FreezeRule {
  id: string;
  title: string;
  kind: "hard" | "soft";
  reason: string;
  startsAtMs: number;
  endsAtMs: number | null;
  liftedAtMs: number | null;
  repeats: { rrule: string; startsLocal: string; zone: string; durationMs: number } | null;
  serviceIds: readonly string[];
}

export interface FreezeSpan {
  freezeId: string;
  title: string;
  kind: "hard" | "soft";
  reason: string;
  fromMs: number;
  toMs: number;
  serviceIds: readonly string[];
}

const spanOf = (freeze: FreezeRule, fromMs: number, toMs: number): FreezeSpan => ({ freezeId: freeze.id, title: freeze.title, kind: freeze.kind, reason: freeze.reason, fromMs, toMs, serviceIds: freeze.serviceIds });

/** The times within [fromMs, toMs) at which freezes hold; a lifted one holds until it was lifted. */
export function freezeSpans(freezes: readonly FreezeRule[], range: { fromMs: number; toMs: number }): FreezeSpan[] {
  return freezes.flatMap((freeze) => {
    const cutMs = Math.min(freeze.liftedAtMs ?? Infinity, freeze.repeats ? (freeze.endsAtMs ?? Infinity) : Infinity);
    const spans = freeze.repeats
      ? occurrencesBetween({ ...freeze.repeats, exdates: [], rdates: [] }, { fromMs: range.fromMs - freeze.repeats.durationMs, toMs: range.toMs }).items.map(({ startMs, endMs }) => spanOf(freeze, startMs, endMs))
      : [spanOf(freeze, freeze.startsAtMs, freeze.endsAtMs ?? Infinity)];
    return spans.map((span) => ({ ...span, toMs: Math.min(span.toMs, cutMs) })).filter(({ fromMs, toMs }) => fromMs < toMs && fromMs < range.toMs && toMs > range.fromMs);
  });
}

/** Whether a freeze concerns work on these services. */
export const concerns = ({ serviceIds }: Pick<FreezeSpan, "serviceIds">, work: readonly string[]): boolean => serviceIds.length === 0 || serviceIds.some((id) => work.includes(id));

/** Whether a freeze stands in the way of work: the same time, and one of its services. */
export const standsInWay = (freeze: FreezeSpan, work: { fromMs: number; toMs: number; serviceIds: readonly string[] }): boolean => freeze.fromMs < work.toMs && freeze.toMs > work.fromMs && concerns(freeze, work.serviceIds);
