import "server-only";
import type { JobDefinition } from "../platform/jobs";

/** Every background job of the portal. */
export const jobs: readonly JobDefinition[] = [];
