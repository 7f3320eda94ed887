import "server-only";
import { accountsOperations } from "../accounts";
import { catalogOperations } from "../catalog";
import type { OperationMap } from "../platform/registry";
import { platformOperations } from "./platform-operations";

/** The registry: every operation of the portal by capability. Each face is made from this and from nothing else. */
export const operations = {
  accounts: accountsOperations,
  catalog: catalogOperations,
  platform: platformOperations,
} satisfies Record<string, OperationMap>;

export type Operations = typeof operations;
