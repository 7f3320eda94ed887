import { z } from "zod";
import { deskLimits, levels, ticketGetInput } from "#contract/tickets";

const number = ticketGetInput.shape.number;

/** What a requester says when they ask for something. */
export const submitInput = z.object({
  subject: z.string().trim().min(1).max(deskLimits.subject),
  description: z.string().max(deskLimits.description).default(""),
  /** How soon it hurts, as the requester sees it. */
  urgency: z.enum(levels).default("medium"),
});
export const answerInput = z.object({ number, body: z.string().trim().min(1).max(deskLimits.body) });
export const answerOutput = z.object({ /** The ticket that took it: another one where this one repeats that one, or was closed long ago. */ number: z.string(), /** The ticket was closed long ago: this is a new one that follows it. */ isFollowUp: z.boolean() });
export const closeInput = z.object({ number });
/** 1 is bad, 5 is good; one click says one of the two. */
export const rateInput = z.object({ number, score: z.number().int().min(1).max(5), comment: z.string().trim().max(2_000).default("") });
