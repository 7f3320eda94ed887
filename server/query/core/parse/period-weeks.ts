import { addUnits, showDate, startOfUnit, type CalendarUnit } from "./calendar";
import { instants, readDate, type Found, type Reading } from "./period-reading";
import { wordTable } from "./word-table";

const starting = new Set(["starting", "beginning", "commencing", "from", "c"]);
const ending = new Set(["ending", "ended", "e"]);
const units: Readonly<Record<string, CalendarUnit>> = wordTable({ week: "week", w: "week", month: "month", quarter: "quarter", year: "year" });

/** week of 3 August, the week starting Monday, w/c 3 August, the quarter ending in June: a unit that is told by its first or last day. */
export function readUnitAround(reading: Reading, at: number): Found | null {
  const { tokens } = reading;
  const start = tokens[at]?.text === "the" ? at + 1 : at;
  const [noun, edge] = [tokens[start]?.text ?? "", tokens[start + 1]?.text ?? ""];
  const unit = units[noun];
  const isShort = noun === "w";
  const isOf = edge === "of" && unit === "week";
  if (unit === undefined || isShort !== (edge === "c" || edge === "e") || !(isOf || starting.has(edge) || ending.has(edge)) || (edge === "from" && (unit !== "week" || start === at))) return null;
  const on = ["on", "in", "at"].includes(tokens[start + 2]?.text ?? "") ? 1 : 0;
  const day = readDate(reading, start + 2 + on);
  if (!day || !("span" in day) || day.isRolling === true) return null;
  const { span } = day;
  const isEnding = ending.has(edge);
  const from = isOf ? startOfUnit(span.from, "week") : isEnding ? addUnits(span.to, unit, -1) : span.from;
  const word = isOf ? "of" : isEnding ? "ending" : "starting";
  return { from: at, to: day.to, value: instants({ ...day, span: { from, to: addUnits(from, unit, 1), label: `${unit} ${word} ${showDate(isEnding ? addUnits(span.to, "day", -1) : from)}` } }, reading) };
}
