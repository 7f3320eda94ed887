export type Labels = Readonly<Record<string, string>>;

/** A condition on a label, as Alertmanager writes it; a label that is absent is the empty string. Patterns are anchored. */
export interface Matcher {
  name: string;
  operator: "=" | "!=" | "=~" | "!~";
  value: string;
}

const longestText = 200;

/** Whether a pattern is one that the portal runs: valid, short, no quantifier on a group and at most three unbounded ones, so that no text makes it run long. */
export function isValidPattern(pattern: string): boolean {
  const isBounded = pattern.length <= 200 && !/\)[*+?{]/.test(pattern) && !/\\[1-9k]/.test(pattern) && (pattern.match(/[*+]|\{\d+,\}/g) ?? []).length <= 3;
  if (!isBounded) return false;
  try {
    new RegExp(`^(?:${pattern})$`, "u");
    return true;
  } catch {
    return false;
  }
}

function meets(labels: Labels, { name, operator, value }: Matcher): boolean {
  const actual = labels[name] ?? "";
  if (operator === "=") return actual === value;
  if (operator === "!=") return actual !== value;
  const isMatch = isValidPattern(value) && new RegExp(`^(?:${value})$`, "u").test(actual.slice(0, longestText));
  return operator === "=~" ? isMatch : isValidPattern(value) && !isMatch;
}

/** All matchers met; none at all matches everything. A pattern that is not valid matches nothing. */
export const matchesAll = (labels: Labels, matchers: readonly Matcher[]): boolean => matchers.every((matcher) => meets(labels, matcher));

export interface SilenceRule {
  id: string;
  matchers: readonly Matcher[];
  startsAtMs: number;
  endsAtMs: number;
}

/** Until when an alert with these labels is silent at an instant (epoch ms); null = it is not. The longest silence counts. One without matchers silences nothing. */
export function silentUntil(labels: Labels, silences: readonly SilenceRule[], atMs: number): number | null {
  const ends = silences.filter(({ matchers, startsAtMs, endsAtMs }) => matchers.length > 0 && startsAtMs <= atMs && atMs < endsAtMs && matchesAll(labels, matchers)).map(({ endsAtMs }) => endsAtMs);
  return ends.length === 0 ? null : Math.max(...ends);
}
