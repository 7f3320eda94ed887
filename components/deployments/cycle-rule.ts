export const repeats = ["week", "two_weeks", "month_day", "month_weekday", "quarter", "half_year", "year", "own"] as const;
export type Repeat = (typeof repeats)[number];

const days = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"] as const;
const dayNames: Readonly<Record<string, string>> = { SU: "Sunday", MO: "Monday", TU: "Tuesday", WE: "Wednesday", TH: "Thursday", FR: "Friday", SA: "Saturday" };
const ordinals: Readonly<Record<string, string>> = { "1": "first", "2": "second", "3": "third", "4": "fourth", "5": "fifth", "-1": "last" };

/** The rule of a repetition that begins at a local time: its weekday and its day of the month are taken from there. */
export function ruleFrom(repeat: Exclude<Repeat, "own">, startsLocal: string): string {
  const start = new Date(`${startsLocal}:00Z`);
  const weekday = days[start.getUTCDay()] ?? "MO";
  const day = start.getUTCDate();
  const nth = Math.ceil(day / 7);
  const numbered = `${nth === 5 ? -1 : nth}${weekday}`;
  const rules = {
    week: `FREQ=WEEKLY;BYDAY=${weekday}`, two_weeks: `FREQ=WEEKLY;INTERVAL=2;BYDAY=${weekday}`, month_day: `FREQ=MONTHLY;BYMONTHDAY=${day}`, month_weekday: `FREQ=MONTHLY;BYDAY=${numbered}`,
    quarter: `FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=${day}`, half_year: `FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=${day}`, year: "FREQ=YEARLY",
  } as const;
  return rules[repeat];
}

const every = (interval: number, one: string): string => (interval === 1 ? `every ${one}` : interval === 2 ? `every second ${one}` : `every ${interval} ${one}s`);
const units: Readonly<Record<string, string>> = { DAILY: "day", WEEKLY: "week", MONTHLY: "month", YEARLY: "year" };

/** "second Tuesday", "Monday and Thursday"; a number counts within the month. */
const dayWords = (byDay: string): string => byDay.split(",").map((part) => {
  const [, nth = "", day = ""] = /^([+-]?\d+)?(\w\w)$/.exec(part) ?? [];
  return nth === "" ? (dayNames[day] ?? part) : `${ordinals[nth.replace("+", "")] ?? nth} ${dayNames[day] ?? part}`;
}).join(" and ");

/** A rule in words; what these cannot say is given as it stands. */
export function ruleWords(rrule: string): string {
  const parts = new Map(rrule.toUpperCase().split(";").filter((part) => part !== "").map((part) => part.split("=", 2) as [string, string]));
  const unit = units[parts.get("FREQ") ?? ""];
  const known = new Set(["FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY"]);
  if (unit === undefined || [...parts.keys()].some((name) => !known.has(name))) return rrule;
  const [byDay, monthDay] = [parts.get("BYDAY"), parts.get("BYMONTHDAY")];
  if (monthDay !== undefined && (monthDay.includes(",") || byDay !== undefined)) return rrule;
  const interval = Number(parts.get("INTERVAL") ?? 1);
  const on = byDay === undefined ? (monthDay === undefined ? "" : monthDay.startsWith("-") ? ` on the ${monthDay === "-1" ? "last day" : rrule}` : ` on day ${monthDay}`) : `${/\d/.test(byDay) ? " on the" : " on"} ${dayWords(byDay)}`;
  return `${every(interval, unit)}${on}`;
}
