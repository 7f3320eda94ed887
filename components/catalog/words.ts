import type { CustomerTier, Lifecycle, TeamKind } from "#contract/catalog";

export const lifecycleWords: Readonly<Record<Lifecycle, string>> = { planned: "Planned", live: "Live", deprecated: "Deprecated", retired: "Retired" };
export const customerTierWords: Readonly<Record<CustomerTier, string>> = { enterprise: "Enterprise", business: "Business", free: "Free" };
export const teamKindWords: Readonly<Record<TeamKind, string>> = { delivery: "Delivery team", support: "Support group" };
export const tierWords = (tier: number): string => `Tier ${tier}`;
export const tierOptions = [1, 2, 3, 4].map((tier) => ({ value: String(tier), label: tierWords(tier) }));

export const optionsOf = <Value extends string>(words: Readonly<Record<Value, string>>): { value: Value; label: string }[] =>
  (Object.entries(words) as [Value, string][]).map(([value, label]) => ({ value, label }));
