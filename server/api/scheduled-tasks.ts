import "server-only";
import { mailResetLink, sweepAccounts } from "../accounts";
import { alertsChannel, escalateAlerts, sendDeliveries, sendHeartbeat } from "../alerts";
import { askForRating, confirmOpening, mailReplies, pollMailbox } from "../mailbox";
import { findNoticeAddress, refreshCalendars, runMaintenance, tellWindows } from "../maintenance";
import { shipDocs } from "../knowledge";
import { settleLostSteps } from "../changes";
import { watchMonitors } from "../monitors";
import { closeInterruptedImports } from "../platform/imports";
import { deliverMail } from "../platform/mail";
import { deleteProcessedBefore, deliverEvents, outboxChannel, type OutboxConsumer } from "../platform/outbox";
import type { Ctx } from "../platform/registry";
import { forgetRequests } from "../platform/requests";
import type { ScheduledTask } from "../platform/scheduler";
import { runbookTrack } from "../runbooks";
import { projectSearch } from "../search";
import { rebuildAfterChange, actOnClocks, escalateTickets } from "../sla";
import { applyBudgetPolicies, evaluateSlos, queryPrometheus, samplePromises } from "../slo";
import { refreshStatusDays } from "../status";
import { heldChannel, releaseAsDue } from "../tickets";
import { eventConsumers, eventsChannel, sendEvents } from "../webhooks";
import { keepOwnFaults, reconcileMonitors, reconcileRules, reconcileSlos } from "./alert-sources";

const secondMs = 1_000;
const hourMs = 3_600 * secondMs;
// A rush of changes is taken together: what waits this long, nobody misses.
const deliveryRestMs = 200;
const searchRestMs = 500;
const processedKeptMs = 30 * 24 * hourMs;

/** Everything that acts on events. */
const consumers: readonly OutboxConsumer[] = [deliverMail, mailResetLink, rebuildAfterChange, mailReplies, confirmOpening, askForRating, ...eventConsumers];

async function sweep({ clock }: Ctx): Promise<void> {
  await forgetRequests(clock);
  await sweepAccounts(clock);
  await deleteProcessedBefore(new Date(clock.now().getTime() - processedKeptMs));
}

async function evaluateAndAlert(ctx: Ctx): Promise<void> {
  await evaluateSlos(ctx);
  await applyBudgetPolicies(ctx);
  await reconcileSlos(ctx);
}

/** What the leader of the installation does again and again. */
export const scheduledTasks: readonly ScheduledTask[] = [
  { name: "platform.deliver-outbox", everyMs: 15 * secondMs, wakeOn: outboxChannel, restMs: deliveryRestMs, run: (ctx) => deliverEvents(consumers, ctx) },
  { name: "platform.close-interrupted-imports", everyMs: 15 * secondMs, run: closeInterruptedImports },
  { name: "slo.promises", everyMs: 30 * secondMs, run: samplePromises },
  { name: "slo.evaluate", everyMs: 30 * secondMs, run: evaluateAndAlert },
  // One run lasts as long as the process leads.
  { name: "monitors.watch", everyMs: secondMs, run: (ctx) => watchMonitors(ctx) },
  { name: "monitors.self", everyMs: secondMs, run: keepOwnFaults },
  { name: "slo.query-prometheus", everyMs: 60 * secondMs, run: queryPrometheus },
  { name: "alerts.monitors", everyMs: 5 * secondMs, run: reconcileMonitors },
  { name: "alerts.rules", everyMs: 60 * secondMs, run: reconcileRules },
  { name: "alerts.escalate", everyMs: 10 * secondMs, wakeOn: alertsChannel, run: escalateAlerts },
  { name: "alerts.send", everyMs: 10 * secondMs, wakeOn: alertsChannel, run: (ctx) => sendDeliveries(ctx, findNoticeAddress) },
  { name: "alerts.heartbeat", everyMs: 60 * secondMs, run: sendHeartbeat },
  { name: "status.days", everyMs: 300 * secondMs, run: refreshStatusDays },
  { name: "sla.clocks", everyMs: 30 * secondMs, run: actOnClocks },
  { name: "sla.escalate", everyMs: 60 * secondMs, run: escalateTickets },
  { name: "maintenance.run", everyMs: 15 * secondMs, run: runMaintenance },
  { name: "maintenance.tell", everyMs: 15 * secondMs, run: tellWindows },
  { name: "knowledge.ship", everyMs: hourMs, run: async (ctx) => void (await shipDocs(ctx)) },
  { name: "maintenance.calendars", everyMs: 300 * secondMs, run: refreshCalendars },
  { name: "tickets.release", everyMs: 15 * secondMs, wakeOn: heldChannel, run: releaseAsDue },
  { name: "mailbox.poll", everyMs: 30 * secondMs, run: pollMailbox },
  { name: "webhooks.send", everyMs: 10 * secondMs, wakeOn: eventsChannel, run: sendEvents },
  { name: "search.project", everyMs: 15 * secondMs, wakeOn: outboxChannel, restMs: searchRestMs, run: projectSearch },
  { name: "changes.settle-lost", everyMs: 15 * secondMs, run: settleLostSteps },
  { name: "runbooks.settle-lost", everyMs: 15 * secondMs, run: (ctx) => runbookTrack.settleLost(ctx) },
  { name: "platform.sweep", everyMs: hourMs, run: sweep },
];
