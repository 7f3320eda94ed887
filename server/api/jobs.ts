import "server-only";
import { nightlyBackup } from "../platform/backup";
import type { JobDefinition } from "../platform/jobs";
import { evaluateRound, rebuildAllDays } from "../slo";

/** Every background job of the portal. */
export const jobs: readonly JobDefinition[] = [nightlyBackup, evaluateRound, rebuildAllDays];
