import "server-only";

export { recomputeClocks, recomputeMany } from "./recompute-clocks";
export { readRuleBook } from "./rules-repository";
