/** The months from the first with data to the running one, newest first, at most `most`. */
export function reportMonths(firstMonth: string | null, now: string, most = 24): string[] {
  const running = now.slice(0, 7);
  const months: string[] = [];
  for (let at = running; at >= (firstMonth ?? running) && months.length < most; at = previousMonth(at)) months.push(at);
  return months;
}

export function previousMonth(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, "0")}`;
}

/** "?month=" when it is a month that has begun; otherwise the running one is meant. */
export function readMonth(value: unknown, now: string): string | undefined {
  return typeof value === "string" && /^\d{4}-(0[1-9]|1[0-2])$/.test(value) && value <= now.slice(0, 7) ? value : undefined;
}
