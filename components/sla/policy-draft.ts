import { z } from "zod";
import type { PolicyDefinition, PolicyView } from "#contract/sla";
import { formatHours, parseHours } from "./sla-words";

/** A target as text; empty promises nothing. */
const target = z.string().trim().refine((text) => text === "" || parseHours(text) !== null, "Hours and minutes such as 4 h or 1 h 30 min; empty promises nothing.");
const condition = z.string().nullable();

export const policyDraft = z.object({
  name: z.string().trim().min(1, "Give it a name.").max(80),
  customerId: condition, serviceId: condition, customerTier: condition, priority: condition, category: condition, level: condition,
  calendarId: z.string().min(1, "Choose a calendar."),
  firstResponse: target, nextResponse: target, resolution: target,
  pausesWaiting: z.boolean(),
  warnPercent: z.coerce.number<string | number>().int().min(1, "1 to 99").max(99, "1 to 99"),
  /** A day of the past from which it holds; empty = now. */
  since: z.string(),
}).refine(({ firstResponse, nextResponse, resolution }) => `${firstResponse}${nextResponse}${resolution}` !== "", { path: ["resolution"], message: "Promise something: one target at least." });
export type PolicyDraft = z.input<typeof policyDraft>;

const textOf = (ms: number | null): string => (ms === null ? "" : formatHours(ms));

export const emptyPolicy = (calendarId: string): PolicyDraft => ({ name: "", customerId: null, serviceId: null, customerTier: null, priority: null, category: null, level: null, calendarId, firstResponse: "", nextResponse: "", resolution: "", pausesWaiting: true, warnPercent: 75, since: "" });

export const draftOf = (policy: PolicyView): PolicyDraft => ({
  name: policy.name, customerId: policy.customerId, serviceId: policy.serviceId, customerTier: policy.customerTier, priority: policy.priority, category: policy.category, level: policy.level, calendarId: policy.calendarId,
  firstResponse: textOf(policy.firstResponseMs), nextResponse: textOf(policy.nextResponseMs), resolution: textOf(policy.resolutionMs), pausesWaiting: policy.pausesWaiting, warnPercent: policy.warnPercent, since: "",
});

const msOf = (text: string): number | null => (text === "" ? null : parseHours(text));

/** The definition that a draft stands for, and from when it holds. The day begins at midnight UTC. */
export function policyOf({ firstResponse, nextResponse, resolution, since, ...rest }: z.output<typeof policyDraft>): PolicyDefinition & { holdsFrom?: string } {
  return { ...rest, firstResponseMs: msOf(firstResponse), nextResponseMs: msOf(nextResponse), resolutionMs: msOf(resolution), ...(since === "" ? {} : { holdsFrom: `${since}T00:00:00.000Z` }) };
}
