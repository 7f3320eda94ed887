import type { Intent, QueryPlan, Range } from "../../contract";
import type { Slots } from "./read-slots";
import { impliedComparison, periodBefore, type TimeSlot } from "./time-slot";

const said = (slots: Slots): string => slots.tokens.map((token) => token.text).join(" ");

/** The period of a follow-up that names none: that of the question before, the one before it, or both where they are to be compared. */
export function inheritedTime(slots: Slots, previous: { time: QueryPlan["time"]; compareTo: Range | null; intent: { value: Intent } }, zone: string): TimeSlot {
  const { time, compareTo } = previous;
  if (!time?.explicit) return { time, compareTo, notes: [] };
  const isBefore = /\b(?:the )?(?:week|month|quarter|year|period|one) before\b|\bbefore that\b|\bprevious (?:week|month|quarter|year|one)\b/.test(said(slots));
  if (isBefore && previous.intent.value !== "comparison") return { time: { ...time, ...periodBefore(time, zone), label: `before ${time.label}` }, compareTo: null, notes: [] };
  return { time, compareTo: impliedComparison(slots, time, zone) ?? compareTo, notes: [] };
}

const postponing = /\b(?:put|putting|puts|push|pushing|postpone|postponing|postponed|delay|delaying|defer|deferring|hold|wait|waiting|move|moving)\b/;

/** A period that says when something is to be done, or since when people behave as they do, is no range of data. */
export function withoutPlanned(slot: TimeSlot, intent: Intent, slots: Slots): TimeSlot {
  const label = slot.time?.explicit ? slot.time.label : "";
  const isPlanned = label.startsWith("until ") && postponing.test(said(slots));
  const isHabit = (intent === "change_people" || intent === "org_design") && label.startsWith("since ");
  return isPlanned || isHabit ? { ...slot, time: null } : slot;
}
