const browsers: readonly [RegExp, string][] = [[/Edg\//, "Edge"], [/OPR\//, "Opera"], [/Firefox\//, "Firefox"], [/Chrome\//, "Chrome"], [/Safari\//, "Safari"], [/curl\//, "curl"]];
const systems: readonly [RegExp, string][] = [[/iPhone|iPad/, "iOS"], [/Android/, "Android"], [/Windows/, "Windows"], [/Mac OS X|Macintosh/, "macOS"], [/Linux/, "Linux"]];

const named = (text: string, table: readonly [RegExp, string][]): string | null => table.find(([pattern]) => pattern.test(text))?.[1] ?? null;

/** A User-Agent header in a few words ("Firefox on Linux"), for people to recognise their devices; no more than a hint. */
export function describeAgent(userAgent: string): string {
  const browser = named(userAgent, browsers);
  const system = named(userAgent, systems);
  if (browser !== null && system !== null) return `${browser} on ${system}`;
  return browser ?? system ?? "Unknown device";
}
