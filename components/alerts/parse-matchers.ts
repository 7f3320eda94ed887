import type { MatcherInput } from "#contract/alerts";

const form = /^\s*([^\s=!~"]+)\s*(=~|!~|!=|=)\s*"?([^"]*?)"?\s*$/;

/** Conditions as people write them, one in each line: `service="payments-api"`. Null when a line is none. */
export function parseMatchers(text: string): MatcherInput[] | null {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const matchers = lines.map((line) => form.exec(line));
  if (matchers.some((match) => match === null)) return null;
  return matchers.map((match) => ({ name: match?.[1] ?? "", operator: (match?.[2] ?? "=") as MatcherInput["operator"], value: match?.[3] ?? "" }));
}
