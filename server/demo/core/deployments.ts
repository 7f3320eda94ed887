import { occurrencesBetween, type Recurrence } from "#core/maintenance";
import type { Failure } from "./failures";
import type { DemoIncident } from "./incidents";
import { serviceOf, teamOf, type ServiceSlug } from "./organisation";
import { createRandom } from "./random";
import { planReleases, type Release } from "./releases";
import { dayMs, hourMs, minuteMs, type Timeline } from "./rhythm";
import type { Row } from "./rows";

export interface DeploymentRows {
  deployments: Row[];
  cycles: Row[];
}

const iso = (ms: number): string => new Date(ms).toISOString();
const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms));

interface Story {
  seed: number;
  timeline: Timeline;
  /** The failure that a release brought about, and the incident that people made of it. */
  broken: ReadonlyMap<string, Failure>;
  incidents: ReadonlyMap<string, string>;
}

/** Half of all changes wait this long between commit and production; a team that releases often waits less. */
const medianLeadMs = (service: ServiceSlug): number => (40 / (0.5 + serviceOf(service).releasesPerWeek)) * hourMs;

function productionRow(release: Release, { seed, timeline, broken, incidents }: Story): Row {
  const random = createRandom(seed, `deployment/${release.name}`);
  const failure = broken.get(release.name);
  const isQuiet = failure === undefined && random.chance(0.018);
  const leadMs = Math.round(random.logNormal(medianLeadMs(release.service), 0.8) / minuteMs) * minuteMs + 8 * minuteMs;
  const restoredAtMs = failure ? failure.endedAtMs : isQuiet ? release.atMs + random.int(12, 90) * minuteMs : null;
  return {
    ...rowOf(release, "production", release.atMs), committed_at: random.chance(0.93) ? iso(release.atMs - leadMs) : null, actor_name: random.pick(teamOf(serviceOf(release.service).owner).people),
    commit: Array.from({ length: 5 }, () => random.int(0, 0xffff).toString(16).padStart(4, "0")).join(""),
    // What broke its service was taken back; what failed quietly was put right by the next attempt.
    outcome: failure ? "rolled_back" : isQuiet ? "failed" : "succeeded", restored_at: isoOrNull(restoredAtMs !== null && restoredAtMs < timeline.untilMs ? restoredAtMs : null), incident_id: failure ? (incidents.get(failure.id) ?? null) : null,
  };
}

function rowOf({ service, name }: Release, environment: string, atMs: number): Row {
  const release = name.slice(service.length + 1);
  return { id: `dep_demo_${environment}_${service}_${release}`, service_id: `svc_demo_${service}`, environment, release, deployed_at: iso(atMs), source: "ci", source_key: `demo/${service}/${environment}/${release}`, is_demo: true, created_at: iso(atMs) };
}

/** Each release was on staging some hours earlier, where one in twenty fails at first. */
function stagingRow(release: Release, { seed }: Story): Row {
  const random = createRandom(seed, `staging/${release.name}`);
  return { ...rowOf(release, "staging", release.atMs - random.int(50, 300) * minuteMs), outcome: random.chance(0.05) ? "failed" : "succeeded", actor_name: "build pipeline", committed_at: null, commit: null, restored_at: null, incident_id: null };
}

interface CycleStory {
  title: string;
  service: ServiceSlug;
  rrule: string;
  /** Day of the year's first month and time of day, local. */
  start: string;
  /** Dates that were left out up to now. */
  behind: number;
}

const cycles: readonly CycleStory[] = [
  { title: "Operating system patches", service: "orders-db", rrule: "FREQ=MONTHLY;BYDAY=2TU", start: "06:00", behind: 0 },
  { title: "PostgreSQL minor release", service: "orders-db", rrule: "FREQ=MONTHLY;INTERVAL=3;BYDAY=3TH", start: "05:30", behind: 1 },
  { title: "TLS certificates", service: "api-gateway", rrule: "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1", start: "09:00", behind: 0 },
  { title: "Base images", service: "checkout", rrule: "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", start: "10:00", behind: 0 },
  { title: "Payment terminal certificates", service: "payments-api", rrule: "FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=15", start: "09:00", behind: 0 },
  { title: "Identity provider keys", service: "auth", rrule: "FREQ=MONTHLY;BYDAY=1WE", start: "08:00", behind: 2 },
  { title: "Search engine patches", service: "search", rrule: "FREQ=MONTHLY;BYDAY=4TU", start: "07:00", behind: 0 },
  { title: "Mobile libraries", service: "mobile-backend", rrule: "FREQ=WEEKLY;INTERVAL=4;BYDAY=TH", start: "11:00", behind: 0 },
];

function cycleRow(story: CycleStory, { seed, timeline: { fromMs, untilMs } }: Story): Row {
  const rule: Recurrence = { rrule: story.rrule, startsLocal: `${iso(fromMs).slice(0, 10)}T${story.start}`, zone: "Europe/Berlin", durationMs: dayMs, exdates: [], rdates: [] };
  const dates = occurrencesBetween(rule, { fromMs, toMs: untilMs, limit: 400 }).items;
  const done = dates.at(-1 - story.behind);
  const random = createRandom(seed, `cycle/${story.title}`);
  const slug = story.title.toLowerCase().replaceAll(/[^a-z]+/g, "_");
  return {
    id: `upc_demo_${slug}`, title: story.title, service_id: `svc_demo_${story.service}`, owner_team_id: `team_demo_${serviceOf(story.service).owner}`, rrule: story.rrule, starts_local: dates[0]?.local ?? rule.startsLocal, zone: rule.zone,
    last_done_at: done === undefined ? null : iso(Math.min(done.startMs + random.int(1, 30) * hourMs, untilMs - hourMs)), is_demo: true, version: 1, created_at: iso(fromMs),
  };
}

/** A year of deployments that tells the same as its failures and incidents, and what is updated again and again. */
export function planDeployments(seed: number, timeline: Timeline, { failures, incidents }: { failures: readonly Failure[]; incidents: readonly DemoIncident[] }): DeploymentRows {
  const broken = new Map(failures.flatMap((failure): [string, Failure][] => (failure.release !== null && failure.causedBy === null ? [[failure.release, failure]] : [])));
  const story: Story = { seed, timeline, broken, incidents: new Map(incidents.flatMap(({ id, failures: own }) => own.map((failure): [string, string] => [failure.id, id]))) };
  const releases = planReleases(seed, timeline);
  return { deployments: releases.flatMap((release) => [stagingRow(release, story), productionRow(release, story)]), cycles: cycles.map((cycle) => cycleRow(cycle, story)) };
}
