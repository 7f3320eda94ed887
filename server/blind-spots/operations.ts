import "server-only";
import { defineOperation } from "../platform/registry";
import { listBlindSpotsInput, listBlindSpotsOutput } from "./contract";
import { listBlindSpots } from "./list-blind-spots";

export const blindSpotsOperations = {
  list: defineOperation({
    permission: "catalog.read", effect: "read", cost: "normal", summary: "Services without owner, on-call, monitor, SLO or runbook; monitors and SLOs without data, and since when",
    rest: "GET /blind-spots", input: listBlindSpotsInput, output: listBlindSpotsOutput, run: listBlindSpots,
  }),
};
