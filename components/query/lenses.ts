import { personas, type QueryPlan, type Reading } from "#contract/query";
import { personaLabels } from "#core/query";

type Chip = Reading["chips"][number];
type Option = Chip["options"][number] & { plan?: QueryPlan | null };
export type EditableChip = Omit<Chip, "options"> & { options: readonly Option[] };

const others = (plan: QueryPlan): Option[] => personas.filter((persona) => persona !== plan.persona).map((persona) => ({ label: personaLabels[persona], question: "", plan: { ...plan, persona } }));

/** The chips with every lens to choose from: a lens is a plan with another persona, over the same evidence. */
export function withLenses(chips: readonly Chip[], plan: QueryPlan | null): EditableChip[] {
  return chips.map((chip) => (chip.slot !== "lens" || plan === null ? chip : { ...chip, value: personaLabels[plan.persona], options: chip.options.length > 0 ? chip.options : others(plan) }));
}
