import { accessRunbooks } from "./access";
import { dataRunbooks } from "./data";
import { moneyRunbooks } from "./money";
import { operationsRunbooks } from "./operations";
import type { DemoRunbook } from "./runbook";
import { shopRunbooks } from "./shop";

export type { DemoRunbook } from "./runbook";
export const runbooks: readonly DemoRunbook[] = [...shopRunbooks, ...moneyRunbooks, ...accessRunbooks, ...dataRunbooks, ...operationsRunbooks];
