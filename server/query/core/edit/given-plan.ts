import { Temporal } from "temporal-polyfill";
import type { QueryPlan } from "../../contract";
import type { Lexicon } from "../parse/lexicon";
import { namedPeriod } from "../parse/named-period";
import { recordStart, wholeRecordLabel } from "../parse/period";
import { formatDay, formatInstant } from "../format";
import { describeRange } from "../period";

type Time = NonNullable<QueryPlan["time"]>;

/** How far a rolling period may have moved on under its name: "last 7 days" of an hour ago is still called so. */
const driftMs = 3_600_000;

const isNear = (one: string, other: string): boolean => Math.abs(Date.parse(one) - Date.parse(other)) <= driftMs;

/** The periods that a name may stand for now, looking back and ahead; none where it names none. */
const meaningOf = (label: string, at: { now: string; zone: string }): Time[] => [true, false].flatMap((isPast) => namedPeriod(label, { ...at, isPast }) ?? []);

const twoDaysMs = 172_800_000;

/** What a period holds in days; in hours where it is short. */
function described({ from, to }: Time, zone: string): string {
  if (from === recordStart) return `until ${formatDay(new Date(Date.parse(to) - 1).toISOString(), zone)}`;
  const isWhole = [from, to].every((instant) => Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainTime().equals(new Temporal.PlainTime()));
  return isWhole || Date.parse(to) - Date.parse(from) > twoDaysMs ? describeRange({ from, to }, zone) : `${formatInstant(from, zone)} to ${formatInstant(to, zone)}`;
}

/**
 * The period of a plan that came from outside, under its own name only where that name still means these days: a link keeps instants, and "last 30 days"
 * moves on. What has no beginning of its own ("the whole record", "until May") has none again: an answer tells when its data began.
 */
export function namedTruly(plan: QueryPlan, at: { now: string; zone: string }): QueryPlan {
  const { time } = plan;
  if (time?.explicit !== true) return plan;
  if (time.label === wholeRecordLabel) return { ...plan, time: { ...time, from: recordStart, to: at.now } };
  const meant = meaningOf(time.label, at).find(({ from, to }) => isNear(to, time.to) && (from === recordStart || isNear(from, time.from)));
  if (meant) return meant.from === recordStart ? { ...plan, time: { ...time, from: recordStart } } : plan;
  return { ...plan, time: { ...time, label: described(time, at.zone) } };
}

/** Things of a kind that the catalogue names, and that it does not hold (any more), become names that the portal does not know: an answer must not pass for one about them. */
export function knownOnly(plan: QueryPlan, { entities: held }: Pick<Lexicon, "entities">): QueryPlan {
  const known = (pair: string): string => {
    const at = pair.indexOf(":");
    const [type, id] = [pair.slice(0, at), pair.slice(at + 1)];
    const isHeld = held.some((each) => each.type === type && each.id === id) || !held.some((each) => each.type === type);
    return isHeld ? pair : `unknown:${id}`;
  };
  const entities = plan.entities.map(known);
  return entities.every((pair, place) => pair === plan.entities[place]) ? plan : { ...plan, entities };
}
