import "server-only";
import { z } from "zod";
import type { Permission } from "../platform/auth/permissions";
import { can } from "../platform/auth/actor";
import { defineOperation, type Ctx } from "../platform/registry";
import { countPresence, type Presence } from "./presence-repository";

const stepSchema = z.object({ id: z.enum(["tickets", "monitors", "runbooks", "services"]), held: z.number().int(), canBring: z.boolean() });

interface Step {
  id: keyof Presence;
  read: Permission;
  bring: Permission;
}

const steps: readonly Step[] = [
  { id: "tickets", read: "tickets.read", bring: "tickets.import" },
  { id: "monitors", read: "monitors.read", bring: "monitors.import" },
  { id: "runbooks", read: "knowledge.read", bring: "knowledge.import" },
  { id: "services", read: "catalog.read", bring: "catalog.write" },
];

/** A person bound to customers sees no totals of the whole organisation. */
const isVisible = (step: Step, ctx: Ctx): boolean => can(ctx.actor, step.read) && ctx.actor.scope.kind === "all";

export const firstSteps = defineOperation({
  summary: "What the portal holds of each kind that you may see, and what you may bring.",
  permission: "profile.own",
  effect: "read",
  rest: "GET /first-steps",
  input: z.object({}),
  output: z.object({ items: z.array(stepSchema) }),
  run: async (_input, ctx) => {
    const presence = await countPresence();
    return { items: steps.filter((step) => isVisible(step, ctx)).map(({ id, bring }) => ({ id, held: presence[id], canBring: can(ctx.actor, bring) })) };
  },
});
