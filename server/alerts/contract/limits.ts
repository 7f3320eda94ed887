import { z } from "zod";

export const alertLimits = { page: 200, defaultPage: 50, title: 200, text: 4_000, labels: 60, label: 500, batch: 20_000, silenceDays: 90, matchers: 20, members: 50, overrides: 100, turns: 26 } as const;

export const alertStatuses = ["firing", "ended"] as const;
export const alertSeverities = ["page", "ticket"] as const;
export type AlertSeverity = (typeof alertSeverities)[number];

export const matcherSchema = z.object({ name: z.string().trim().min(1).max(100), operator: z.enum(["=", "!=", "=~", "!~"]), value: z.string().max(200) });
export type MatcherInput = z.infer<typeof matcherSchema>;
