import "server-only";
import { z } from "zod";
import { homeOutput } from "#contract/query";
import { catalogOperations } from "../catalog";
import { can } from "../platform/auth/actor";
import { defineOperation, execute } from "../platform/registry";
import { readHome } from "../query";
import { semanticLayer } from "./semantic-layer";

export const leaderHome = defineOperation({
  summary: "The brief of a leader's home page: figures against their targets, what changed, what waits for a decision",
  permission: "query.ask",
  effect: "read",
  rest: "GET /ask/home",
  input: z.object({}),
  output: homeOutput,
  run: async (_input, ctx) => {
    const goals = can(ctx.actor, "catalog.read") ? (await execute(catalogOperations.listGoals, { limit: 50 }, ctx)).items : [];
    return readHome({ layer: semanticLayer, goals: goals.map(({ title, metric, target, dueOn }) => ({ title, metric, target, dueOn })), ctx });
  },
});
