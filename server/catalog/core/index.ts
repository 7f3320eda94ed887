export { judgeGoal, type GoalStatus } from "./goal-progress";
export { describeCycle, findCycle, reachable, reversed, type Dependency, type Hop } from "./graph";
export { catalogKinds, parseRows, type CatalogEntry, type CatalogKind, type Fault, type RawRow } from "./parse-rows";
export { planImport, type CatalogSnapshot, type ImportPlan, type ImportStep } from "./plan-import";
export { slugify } from "./slugify";
