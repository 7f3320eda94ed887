import "server-only";
import { chaseActionsJob } from "../incidents";
import { remindOfDocsJob } from "../knowledge";
import { nightlyBackup } from "../platform/backup";
import { removeOldChecks } from "../monitors";
import type { JobDefinition } from "../platform/jobs";
import { sweepThreadsJob } from "../query";
import { checkSearchJob } from "../search";
import { checkClocksJob } from "../sla";
import { rebuildAllDays, removeOldMinutesJob } from "../slo";

/** Every background job of the portal. */
export const jobs: readonly JobDefinition[] = [nightlyBackup, removeOldChecks, rebuildAllDays, removeOldMinutesJob, sweepThreadsJob, chaseActionsJob, remindOfDocsJob, checkClocksJob, checkSearchJob];
