import { planAlerts, type AlertStory } from "./alerts";
import { checksOf, outagesOf, planMonitors, type DemoCheck, type DemoMonitor } from "./checks";
import { planDeployments, type DeploymentRows } from "./deployments";
import { planChanges, type ChangeRows } from "./changes";
import { planFailures, type Failure } from "./failures";
import { incidentStory, type IncidentStory } from "./incident-rows";
import { planHandbook, type HandbookRows } from "./handbook";
import { planIncidents } from "./incidents";
import { planMaintenance, type MaintenanceRows } from "./maintenance";
import { deskRows } from "./conversations";
import { createRandom } from "./random";
import { minuteMs, timelineUntil, type Timeline } from "./rhythm";
import { monitorRow, organisationRows, outageRow, readerIds, type DemoTicket, type Row, type TableName } from "./rows";
import { teamOf, type TeamSlug } from "./organisation";
import { rotasOf } from "./rotas";
import { escalationRulesOf, promisesOf, serviceLevelRows } from "./service-levels";
import { planRunbookRuns, type RunbookRunRows } from "./runbook-runs";
import { sloStories, type SloStory } from "./slos";
import { statusStories, type StatusStory } from "./status";
import { requestsByDay } from "./ticket-demand";
import { liveTicket } from "./ticket-life";
import { project, writeLog } from "./ticket-log";

export { accounts } from "./accounts";
export type { DemoCheck } from "./checks";
export type { IncidentStory } from "./incident-rows";
export { messageRows, ratingRows } from "./conversations";
export { escalationRows } from "./escalations";
export { escalationRulesOf, promisesOf } from "./service-levels";
export type { StatusStory } from "./status";
export { eventRows, ticketRow, type DemoTicket, type Row, type TableName } from "./rows";

export interface DemoOptions {
  seed: number;
  /** The instant at which the demo's year ends: what would come later has not happened yet. */
  untilMs: number;
  /** Multiplies the number of tickets; 1 is about five thousand. */
  scale: number;
}

export interface MonitorStory {
  monitor: Row;
  outages: Row[];
  checks: DemoCheck[];
}

export interface Demo {
  timeline: Timeline;
  failures: readonly Failure[];
  organisation: [TableName, Row[]][];
  monitors: () => Generator<MonitorStory>;
  slos: () => SloStory[];
  alerts: () => AlertStory[];
  incidents: () => IncidentStory[];
  status: () => StatusStory[];
  maintenance: () => MaintenanceRows;
  deployments: () => DeploymentRows;
  /** Plans of the work in these windows, and their runs. */
  changes: (maintenance: MaintenanceRows) => ChangeRows;
  /** Runbooks that were followed in incidents. */
  runbookRuns: () => RunbookRunRows;
  /** Documents that people wrote, with what their readers did. */
  handbook: () => HandbookRows;
  /** The tickets of one day after the other. */
  tickets: () => Generator<DemoTicket[]>;
}

function storyOf(seed: number, monitor: DemoMonitor, timeline: Timeline): MonitorStory {
  const checks = checksOf(seed, monitor, timeline);
  return { monitor: monitorRow(monitor, checks, timeline), outages: outagesOf(monitor, timeline).map((outage) => outageRow(monitor, outage)), checks };
}

function* ticketsOf({ seed, scale }: DemoOptions, timeline: Timeline, failures: readonly Failure[]): Generator<DemoTicket[]> {
  const rules = { promises: promisesOf(timeline), ...escalationRulesOf(timeline), rotas: rotasOf(timeline) };
  let index = 0;
  for (const requests of requestsByDay({ seed, timeline, scale, failures })) {
    yield requests.map((request): DemoTicket => {
      index += 1;
      const name = `${request.openedAtMs}/${request.service}/${request.requester}/${index}`;
      const { first, steps } = liveTicket(request, timeline, createRandom(seed, `life/${name}`));
      const chance = createRandom(seed, `escalation/${name}`);
      const takeOver = (team: TeamSlug) => ({ person: chance.pick(teamOf(team).people), afterMs: chance.int(4, 25) * minuteMs });
      const events = writeLog(first, { atMs: request.openedAtMs, by: request.requester, untilMs: timeline.untilMs, request, rules, takeOver }, steps);
      return { index, request, events, shown: project(events) };
    });
  }
}

/** The whole demo as rows. Equal options give equal rows, on every machine and at any time. */
export function tellDemo(options: DemoOptions): Demo {
  const timeline = timelineUntil(options.untilMs);
  const failures = planFailures(options.seed, timeline);
  return {
    timeline, failures, organisation: [...organisationRows(timeline), ...serviceLevelRows(timeline), ...deskRows(timeline.fromMs)],
    monitors: function* () {
      for (const monitor of planMonitors(failures, timeline)) yield storyOf(options.seed, monitor, timeline);
    },
    slos: () => sloStories(options.seed, failures, timeline),
    alerts: () => planAlerts(options.seed, timeline, failures),
    incidents: () => planIncidents(options.seed, failures, timeline).map((told) => incidentStory(options.seed, told, timeline.untilMs)),
    status: () => statusStories(timeline),
    maintenance: () => planMaintenance(options.seed, timeline, failures),
    deployments: () => planDeployments(options.seed, timeline, { failures, incidents: planIncidents(options.seed, failures, timeline) }),
    changes: (maintenance) => planChanges(options.seed, timeline, maintenance),
    runbookRuns: () => planRunbookRuns(options.seed, timeline, failures),
    handbook: () => planHandbook(options.seed, timeline, readerIds),
    tickets: () => ticketsOf(options, timeline, failures),
  };
}
