const counts: Readonly<Record<string, number>> = { "half an": 0.5, a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, eight: 8, ten: 10, twelve: 12 };
const lasting = /\b(half an|\d+(?:\.\d+)?|an?|one|two|three|four|five|six|eight|ten|twelve)[ -]*(hours?|hrs?|h|minutes?|mins?)\b/i;

/** The first length of time that a text names ("half an hour", "90 min"), in minutes with their fraction; null where it names none. */
export function lengthSaid(text: string): number | null {
  const [, amount = "", unit = ""] = lasting.exec(text) ?? [];
  if (unit === "") return null;
  const count = counts[amount.toLowerCase()] ?? Number(amount);
  return count * (unit.toLowerCase().startsWith("h") ? 60 : 1);
}

/** Source of a pattern for a time of day, with three groups: its hour, its minute, and am or pm. */
export const clockTime = "(\\d{1,2})(?:[:.]([0-5]\\d))? ?(am|pm)?";

/** Minutes after midnight of what {@link clockTime} found, 24:00 being midnight; null for an hour that no clock shows. */
export function minutesOfDay(hour: string, minute: string | undefined, half: string | undefined): number | null {
  const value = Number(hour);
  if (value > (half === undefined ? 24 : 12)) return null;
  const hours = half === undefined ? value : (value % 12) + (half.toLowerCase() === "pm" ? 12 : 0);
  return (hours * 60 + Number(minute ?? 0)) % 1_440;
}

/** `22:05` of 1325 minutes after midnight. */
export const writtenClock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
