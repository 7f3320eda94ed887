import type { EscalationStep } from "../contract";

const clockWords = { first_response: "first response", next_response: "next response", resolution: "resolution" } as const;

const lengthOf = (minutes: number): string => (minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`);

/** When a step is due, in words. */
export function whenWords({ when }: Pick<EscalationStep, "when">): string {
  if (when.kind === "clock") return `${when.percent} % of the time for the ${clockWords[when.clock]} has passed`;
  return when.kind === "silence" ? `the desk has not written for ${lengthOf(when.minutes)}` : `nobody has taken it for ${lengthOf(when.minutes)}`;
}

/** Where a step leads, in words; `nameOf` gives the name of a team or person. */
export function toWords({ to }: Pick<EscalationStep, "to">, nameOf: (id: string) => string): string {
  if (to.kind === "level") return `hand over to level ${to.level.toUpperCase()}`;
  if (to.kind === "team") return `hand over to ${nameOf(to.teamId)}`;
  if (to.kind === "person") return `tell ${nameOf(to.userId)}`;
  return `call whoever is on call for ${to.teamId === null ? "its group" : nameOf(to.teamId)}`;
}
