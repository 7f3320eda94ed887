import { z } from "zod";
import { escalationDefinition, type EscalationDefinition, type EscalationStep, type EscalationView } from "#contract/sla";

export const whenChoices = [
  { value: "clock:resolution", label: "% of the time to resolve" }, { value: "clock:first_response", label: "% of the time to the first response" }, { value: "clock:next_response", label: "% of the time to the next response" },
  { value: "silence", label: "minutes without a word of the desk" }, { value: "unassigned", label: "minutes that nobody has taken it" },
] as const;

const step = z.object({ when: z.string(), amount: z.coerce.number<string | number>().int("A whole number.").min(1, "At least 1.").max(43_200, "43,200 minutes at most."), to: z.string().min(1, "Choose whom.") });
export const escalationDraft = z.object({
  name: z.string().trim().min(1, "Give it a name.").max(80),
  priorities: z.array(z.string()), customerTiers: z.array(z.string()), teamIds: z.array(z.string()),
  steps: z.array(step).max(12),
  bounceLimit: z.coerce.number<string | number>().int().min(1).max(50),
  lastResortId: z.string().nullable(),
  position: z.coerce.number<string | number>().int().min(0).max(1000),
}).refine(({ steps, lastResortId }) => steps.length > 0 || lastResortId !== null, { path: ["lastResortId"], message: "Add a step, or name an owner of last resort." });
export type EscalationDraft = z.input<typeof escalationDraft>;

function whenOf(when: string, amount: number): EscalationStep["when"] {
  if (when === "silence" || when === "unassigned") return { kind: when, minutes: amount };
  const clock = when === "clock:first_response" ? "first_response" : when === "clock:next_response" ? "next_response" : "resolution";
  return { kind: "clock", clock, percent: Math.min(1000, amount) };
}

function toOf(to: string): EscalationStep["to"] {
  const [kind = "", id = ""] = to.split(":");
  if (kind === "level") return { kind, level: id === "l3" ? "l3" : id === "l1" ? "l1" : "l2" };
  if (kind === "team") return { kind, teamId: id };
  if (kind === "person") return { kind, userId: id };
  return { kind: "on_call", teamId: id === "" ? null : id };
}

const writeTo = (to: EscalationStep["to"]): string => (to.kind === "level" ? `level:${to.level}` : to.kind === "team" ? `team:${to.teamId}` : to.kind === "person" ? `person:${to.userId}` : `on_call:${to.teamId ?? ""}`);

export const emptyEscalation: EscalationDraft = { name: "", priorities: [], customerTiers: [], teamIds: [], steps: [{ when: "clock:resolution", amount: 75, to: "level:l2" }], bounceLimit: 3, lastResortId: null, position: 0 };

export const draftOfEscalation = ({ name, conditions, steps, bounceLimit, lastResortId, position }: EscalationView): EscalationDraft => ({
  name, priorities: conditions.priorities, customerTiers: conditions.customerTiers, teamIds: conditions.teamIds, bounceLimit, lastResortId, position,
  steps: steps.map(({ when, to }) => ({ when: when.kind === "clock" ? `clock:${when.clock}` : when.kind, amount: when.kind === "clock" ? when.percent : when.minutes, to: writeTo(to) })),
});

/** Conditions that the form does not show (`kept`) stay as they are. */
export function escalationOf({ steps, priorities, customerTiers, teamIds, ...rest }: z.output<typeof escalationDraft>, kept: Pick<EscalationDefinition["conditions"], "categories" | "levels">): EscalationDefinition {
  return escalationDefinition.parse({ ...rest, conditions: { ...kept, priorities, customerTiers, teamIds }, steps: steps.map(({ when, amount, to }) => ({ when: whenOf(when, amount), to: toOf(to) })) });
}
