import "server-only";
import type { Held } from "#core/alerts";
import { db, type Tx } from "../platform/db";
import { bumpVersions } from "../platform/versions";
import { alertsChannel } from "./channel";

export interface HeldAlert extends Held {
  id: string;
  openKey: string;
}

/** One alert to be written: a new one, or a repetition of one that is open (`occurrences` more). */
export interface FiringRow {
  id: string;
  openKey: string;
  groupKey: string;
  source: string;
  title: string;
  description: string;
  severity: string;
  serviceId: string | null;
  teamId: string | null;
  labels: string;
  annotations: string;
  href: string | null;
  runbookSlug: string | null;
  occurrences: number;
  startedAt: Date;
  silencedUntil: Date | null;
}

export interface EndingRow {
  id: string;
  endedAt: Date;
}

const stepTimeoutMs = 60_000;

/** One batch in one transaction. What began or ended wakes the escalation and the pages that show it; a mere repetition does not. */
export const inBatch = <T extends { changed: number }>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  db().$transaction(async (tx) => {
    const result = await work(tx);
    if (result.changed > 0) {
      await tx.$executeRaw`select pg_notify(${alertsChannel}, '')`;
      await bumpVersions(tx, ["alerts"]);
    }
    return result;
  }, { timeout: stepTimeoutMs, maxWait: 10_000 });

/** Open alerts of these keys, locked in key order so that two batches cannot wait for each other. */
export async function lockOpen(tx: Tx, keys: readonly string[]): Promise<Map<string, HeldAlert>> {
  const rows = await tx.$queryRaw<{ id: string; openKey: string; startedAt: Date }[]>`
    select id, open_key as "openKey", started_at as "startedAt" from alert where open_key = any(${[...keys]}::text[]) order by open_key for update`;
  return new Map(rows.map(({ id, openKey, startedAt }) => [openKey, { id, openKey, isOpen: true, startedAtMs: startedAt.getTime() }]));
}

/** Writes alerts that fire; gives the ids of those that are new. Another process may have opened one meanwhile: then it is a repetition. */
export async function upsertFiring(tx: Tx, rows: readonly FiringRow[], now: Date): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const sorted = [...rows].sort((a, b) => (a.openKey < b.openKey ? -1 : 1));
  const column = <K extends keyof FiringRow>(key: K): FiringRow[K][] => sorted.map((row) => row[key]);
  const inserted = await tx.$queryRaw<{ id: string }[]>`
    with written as (
      insert into alert (id, fingerprint, open_key, group_key, source, title, description, severity, service_id, team_id, labels, annotations, href, runbook_slug, occurrences, started_at, last_seen_at, silenced_until)
      select r.id, r.open_key, r.open_key, r.group_key, r.source, r.title, r.description, r.severity, r.service_id, r.team_id, r.labels::jsonb, r.annotations::jsonb, r.href, r.runbook_slug, r.occurrences, r.started_at, ${now}, r.silenced_until
      from unnest(${column("id")}::text[], ${column("openKey")}::text[], ${column("groupKey")}::text[], ${column("source")}::text[], ${column("title")}::text[], ${column("description")}::text[], ${column("severity")}::text[],
        ${column("serviceId")}::text[], ${column("teamId")}::text[], ${column("labels")}::text[], ${column("annotations")}::text[], ${column("href")}::text[], ${column("runbookSlug")}::text[], ${column("occurrences")}::int[],
        ${column("startedAt")}::timestamptz[], ${column("silencedUntil")}::timestamptz[])
        as r(id, open_key, group_key, source, title, description, severity, service_id, team_id, labels, annotations, href, runbook_slug, occurrences, started_at, silenced_until)
      on conflict (open_key) do update set occurrences = alert.occurrences + excluded.occurrences, last_seen_at = greatest(alert.last_seen_at, excluded.last_seen_at), annotations = excluded.annotations
      returning id, xmax = 0 as "isNew"
    ) select id from written where "isNew"`;
  return new Set(inserted.map(({ id }) => id));
}

export interface NewAlertEvent {
  alertId: string;
  kind: string;
  at: Date;
  actorName: string;
  text: string;
}

/** Appends one event to each of these alerts (each at most once). The caller has them locked or has just written them. */
export async function appendEvents(tx: Tx, events: readonly NewAlertEvent[]): Promise<void> {
  if (events.length === 0) return;
  const column = <K extends keyof NewAlertEvent>(key: K): NewAlertEvent[K][] => events.map((event) => event[key]);
  await tx.$executeRaw`insert into alert_event (alert_id, seq, at, kind, actor_name, data)
    select e.alert_id, coalesce((select max(seq) from alert_event x where x.alert_id = e.alert_id), 0) + 1, e.at, e.kind, e.actor_name, jsonb_build_object('text', e.text)
    from unnest(${column("alertId")}::text[], ${column("kind")}::text[], ${column("at")}::timestamptz[], ${column("actorName")}::text[], ${column("text")}::text[]) as e(alert_id, kind, at, actor_name, text)`;
}

export async function endAlerts(tx: Tx, rows: readonly EndingRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`update alert set status = 'ended', open_key = null, ended_at = e.ended_at, last_seen_at = greatest(last_seen_at, e.ended_at), version = alert.version + 1
    from unnest(${rows.map(({ id }) => id)}::text[], ${rows.map(({ endedAt }) => endedAt)}::timestamptz[]) as e(id, ended_at) where alert.id = e.id`;
}

export interface Belonging {
  services: ReadonlyMap<string, { id: string; ownerTeamId: string | null }>;
  teams: ReadonlyMap<string, string>;
  /** By alert name. */
  runbooks: ReadonlyMap<string, string>;
}

/** Services and teams by the words that labels use for them (slug or alias), and runbooks by the names of alerts. */
export async function findBelonging(tx: Tx, words: { services: string[]; teams: string[]; names: string[] }): Promise<Belonging> {
  const services = words.services.length === 0 ? [] : await tx.$queryRaw<{ word: string; id: string; ownerTeamId: string | null }[]>`select w.word, s.id, s.owner_team_id as "ownerTeamId" from unnest(${words.services}::text[]) as w(word)
    join service s on s.slug = lower(w.word) or w.word = any(s.aliases) order by (s.slug = lower(w.word))`;
  const teams = words.teams.length === 0 ? [] : await tx.$queryRaw<{ word: string; id: string }[]>`select w.word, t.id from unnest(${words.teams}::text[]) as w(word) join team t on t.slug = lower(w.word) or w.word = any(t.aliases) order by (t.slug = lower(w.word))`;
  const runbooks = words.names.length === 0 ? [] : await tx.$queryRaw<{ name: string; slug: string }[]>`select n.name, d.slug from unnest(${words.names}::text[]) as n(name)
    join document d on d.kind = 'runbook' and (n.name = any(d.alert_names) or d.slug = lower(n.name) or lower(d.title) = lower(n.name)) order by (n.name = any(d.alert_names)), d.weight`;
  return {
    services: new Map(services.map(({ word, id, ownerTeamId }) => [word, { id, ownerTeamId }])),
    teams: new Map(teams.map(({ word, id }) => [word, id])),
    runbooks: new Map(runbooks.map(({ name, slug }) => [name, slug])),
  };
}

/** Keys of the open alerts of a source. */
export const openKeysOf = async (source: string): Promise<string[]> => (await db().alert.findMany({ where: { source, openKey: { not: null }, isDemo: false }, select: { openKey: true } })).flatMap(({ openKey }) => openKey ?? []);
