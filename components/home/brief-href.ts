import type { QueryPlan } from "#contract/query";

/** Opens the brief of exactly this plan, under these words. */
export const briefHref = ({ question, plan }: { question: string; plan: QueryPlan }): string => `/ask?q=${encodeURIComponent(question)}&plan=${encodeURIComponent(JSON.stringify(plan))}`;
