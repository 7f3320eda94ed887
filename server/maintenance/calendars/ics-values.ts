import "server-only";
import ICAL from "ical.js";
import { instantOf, isKnownZone, isLocalTime, localOf } from "#core/maintenance";

/** A property as RFC 7265 writes it: name, parameters, type, values. */
export type JProperty = readonly [string, Readonly<Record<string, string | string[]>>, string, ...unknown[]];
/** A component: name, properties, components within. */
export type JComponent = readonly [string, readonly JProperty[], readonly JComponent[]];

/** A calendar that cannot be read at all; the message says why, for people. */
export class UnreadableCalendar extends Error {}

/** One moment of an event: local time in a zone, and the instant. A date without time begins at midnight where the calendar is. */
export interface Moment {
  local: string;
  zone: string;
  atMs: number;
  isDate: boolean;
}

export const propertiesOf = ([, properties]: JComponent, name: string): JProperty[] => properties.filter(([each]) => each === name);
export const valueOf = (component: JComponent, name: string): unknown => propertiesOf(component, name)[0]?.[3];
export function textOf(component: JComponent, name: string): string {
  const value = valueOf(component, name);
  return typeof value === "string" ? value.trim() : "";
}

/** The components of a calendar's text. */
export function parseCalendar(text: string): JComponent[] {
  const bare = text.replace(/^\uFEFF/, "").trimStart();
  if (bare === "") throw new UnreadableCalendar("The calendar is empty.");
  if (bare.startsWith("<")) throw new UnreadableCalendar("This is a web page, not a calendar. Give the address of the .ics file itself; a page for people will not do.");
  if (!/^BEGIN:VCALENDAR/i.test(bare)) throw new UnreadableCalendar("This is not a calendar: an iCalendar file begins with BEGIN:VCALENDAR.");
  try {
    const found = ICAL.parse(bare) as JComponent | JComponent[];
    return typeof found[0] === "string" ? [found as JComponent] : [...(found as JComponent[])];
  } catch (error) {
    throw new UnreadableCalendar(`The calendar is damaged: ${error instanceof Error ? error.message.slice(0, 200) : "it cannot be parsed"}.`);
  }
}

/** Zones that a calendar names, and how to read a time in each. */
export class Zones {
  readonly unknown = new Set<string>();
  private readonly described = new Map<string, ICAL.Timezone>();

  constructor(calendars: readonly JComponent[], private readonly fallback: string) {
    for (const zone of calendars.flatMap(([, , within]) => within).filter(([name]) => name === "vtimezone")) {
      const tzid = textOf(zone, "tzid");
      if (tzid !== "") this.described.set(tzid, new ICAL.Timezone(new ICAL.Component(zone as unknown as unknown[])));
    }
  }

  /** The IANA zone of a name: as it is, or at the end of a path ("/example.org/2026a/Europe/Berlin"). */
  private iana(tzid: string): string | null {
    if (isKnownZone(tzid)) return tzid;
    const tail = /[A-Za-z_]+\/[A-Za-z_]+$/.exec(tzid)?.[0];
    return tail !== undefined && isKnownZone(tail) ? tail : null;
  }

  /** A time by the calendar's own description of its zone. */
  private byDescription(text: string, zone: ICAL.Timezone): Moment {
    const time = ICAL.Time.fromDateTimeString(text);
    time.zone = zone;
    const atMs = time.toJSDate().getTime();
    return { local: localOf(atMs, "UTC"), zone: "UTC", atMs, isDate: false };
  }

  /** Null = not a time. Seconds are left off: the portal plans in minutes. */
  moment(value: unknown, parameters: JProperty[1]): Moment | null {
    if (typeof value !== "string") return null;
    const isDate = /^\d{4}-\d{2}-\d{2}$/.test(value);
    const local = isDate ? `${value}T00:00` : value.slice(0, 16);
    if (!isLocalTime(local)) return null;
    if (value.endsWith("Z")) return { local, zone: "UTC", atMs: Date.parse(`${local}:00Z`), isDate };
    const tzid = typeof parameters.tzid === "string" ? parameters.tzid : "";
    const zone = tzid === "" || isDate ? this.fallback : this.iana(tzid);
    if (zone !== null) return { local, zone, atMs: instantOf(local, zone), isDate };
    const described = this.described.get(tzid);
    if (described) return this.byDescription(value, described);
    this.unknown.add(tzid);
    return { local, zone: this.fallback, atMs: instantOf(local, this.fallback), isDate };
  }

  /** Every time that a property holds; of a period its begin. */
  moments(property: JProperty): Moment[] {
    const [, parameters, , ...values] = property;
    return values.flatMap((value) => this.moment(Array.isArray(value) ? value[0] : value, parameters) ?? []);
  }
}
