import { z } from "zod";

/** What a state means, whatever a source calls it: open = being worked on, waiting = paused on someone else. */
export const stateKinds = ["open", "waiting", "resolved", "closed"] as const;
export const stateKindSchema = z.enum(stateKinds);
export type StateKind = z.infer<typeof stateKindSchema>;

/** p1 is the most urgent. */
export const priorities = ["p1", "p2", "p3", "p4"] as const;
export const prioritySchema = z.enum(priorities);
export type Priority = z.infer<typeof prioritySchema>;

export const levels = ["high", "medium", "low"] as const;
export const levelSchema = z.enum(levels);
export type Level = z.infer<typeof levelSchema>;

/** l1 is the first line. */
export const supportLevels = ["l1", "l2", "l3"] as const;
export type SupportLevel = (typeof supportLevels)[number];

export const eventKinds = ["opened", "state", "assigned", "reassigned", "priority", "updated", "replied", "noted", "escalated", "level", "rated"] as const;
export const eventKindSchema = z.enum(eventKinds);
export type EventKind = z.infer<typeof eventKindSchema>;
