import "server-only";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { can } from "@/server/platform/auth/actor";
import { DomainError } from "@/server/platform/errors";
import { runImport, type ImportReport, type ImportSession, type ImportTally } from "@/server/platform/imports";
import type { Ctx } from "@/server/platform/registry";
import { isZone } from "#contract/accounts";
import { claimOf, monitorSlug, nameKey, parseCheckRow, type HistoryEntry, type SummaryEntry } from "#core/monitors";
import { createMonitor, findImportedMonitors, hasDemoData, listMonitorSlugs, saveMonitor, type MonitorState, type StoredMonitor } from "./import-repository";
import { claimOfRow } from "./present-monitor";
import { readCheckLines, readUpptimeDirectory, type UpptimeDirectory } from "./read-upptime";
import { asStored, rebuildMonitor, type Rebuilt } from "./rebuild-monitor";
import { withStage, type Stage, type StagedCheck } from "./stage-repository";

export interface ImportUptimeOptions {
  /** The directory to read. */
  dir: string;
  /** Its name as people know it; default: the last part of the path. */
  source?: string;
  /** IANA zone of times that carry no offset. Default UTC. */
  zone?: string;
  dryRun?: boolean;
  /** Import although the portal holds demo data. */
  allowDemo?: boolean;
  onProgress?: (tally: ImportTally) => void;
}

const stageRows = 1_000;
const checkpointBatches = 5;

async function requireReadiness(ctx: Ctx, options: ImportUptimeOptions, zone: string): Promise<UpptimeDirectory> {
  if (!can(ctx.actor, "monitors.import")) throw new DomainError("FORBIDDEN", "Your role does not include importing monitors. Ask an administrator if you need it.");
  if (!isZone(zone)) throw new DomainError("VALIDATION", `"${zone}" is not a time zone. Use an IANA name such as Europe/Lisbon.`);
  const directory = await readUpptimeDirectory(options.dir);
  if (options.allowDemo !== true && (await hasDemoData())) {
    throw new DomainError("PRECONDITION_FAILED", "This organisation holds demo data, and your own monitors would mix with it. Remove the demo first (npm run -s cli -- demo remove), or confirm that both may stand side by side.");
  }
  return directory;
}

interface Run {
  session: ImportSession;
  stage: Stage;
  directory: UpptimeDirectory;
  zone: string;
  /** True while no line was rejected: only then does a check that is missing from the file mean that the source withdrew it. */
  isComplete: boolean;
}

function rejectLine(run: Run, rejection: { line: number; reason: string; excerpt: string }): void {
  run.isComplete = false;
  run.session.reject({ ...rejection, excerpt: rejection.excerpt.replaceAll("\0", "") });
}

/** Every good line goes to the stage, every bad one is rejected with its reason. */
async function stageChecks(run: Run): Promise<void> {
  const { session, stage, directory, zone } = run;
  let batch: StagedCheck[] = [];
  let batches = 0;
  for await (const { line, text } of readCheckLines(directory)) {
    session.rowRead();
    const parsed = parseCheckRow(text, directory.header, zone);
    if (parsed.ok) batch.push({ line, check: parsed.value });
    else rejectLine(run, { line, reason: parsed.reason, excerpt: text });
    if (batch.length < stageRows) continue;
    await stage.add(batch);
    batch = [];
    batches += 1;
    if (batches % checkpointBatches === 0) await session.checkpoint();
  }
  await stage.add(batch);
  for (const repeated of await stage.takeRepeated()) {
    if (repeated.isSame) session.count("unchanged");
    else rejectLine(run, { line: repeated.line, reason: `Line ${repeated.firstLine} already says what ${repeated.site} was at this instant, and says it differently`, excerpt: repeated.site });
  }
  session.setFileHash(directory.digest.digest("hex"));
}

interface Site {
  name: string;
  summary: SummaryEntry | null;
  history: HistoryEntry | null;
}

function sitesOf(names: readonly string[], directory: UpptimeDirectory): Site[] {
  const summaries = new Map(directory.summary.map((entry) => [entry.name, entry]));
  return [...new Set([...names, ...summaries.keys()])].map((name) => {
    const summary = summaries.get(name) ?? null;
    return { name, summary, history: directory.history.get(nameKey(summary?.sourceSlug ?? "")) ?? directory.history.get(nameKey(name)) ?? null };
  });
}

/** What the source's small files say is newer than what is stored; where they are silent, the stored word stays. */
function stateOf(site: Site, stored: StoredMonitor, rebuilt: Rebuilt): MonitorState {
  const claim = claimOf(site.summary, site.history, claimOfRow(stored));
  return { ...rebuilt.state, url: site.summary?.url || site.history?.url || stored.url, sourceSummary: claim };
}

const isSameState = (stored: StoredMonitor, state: MonitorState): boolean =>
  isDeepStrictEqual(state, { url: stored.url, status: stored.status, statusSince: stored.statusSince, firstCheckAt: stored.firstCheckAt, lastCheckAt: stored.lastCheckAt, sourceSummary: stored.sourceSummary ?? null });

interface SiteWork {
  site: Site;
  stored: StoredMonitor | undefined;
  slugs: Set<string>;
}

async function ensureMonitor({ site, stored, slugs }: SiteWork): Promise<StoredMonitor> {
  if (stored) return stored;
  const slug = monitorSlug(site.name, slugs);
  slugs.add(slug);
  return createMonitor({ slug, name: site.name });
}

/** One site: its checks, then its outages and its row, which are computed from all checks that are stored. */
async function importSite(run: Run, work: SiteWork): Promise<void> {
  const { session, stage } = run;
  const { site } = work;
  session.rowRead();
  const compared = await stage.compare(site.name, work.stored?.key ?? null);
  const missing = run.isComplete ? compared.missing : 0;
  session.count("created", compared.created);
  session.count("updated", compared.updated);
  session.count("unchanged", compared.unchanged);
  const isTouched = compared.created + compared.updated + missing > 0;
  if (session.dryRun) {
    const stays = work.stored && !isTouched && isSameState(work.stored, stateOf(site, work.stored, asStored(work.stored)));
    session.count(work.stored === undefined ? "created" : stays ? "unchanged" : "updated");
    return;
  }
  const monitor = await ensureMonitor(work);
  if (isTouched) await stage.merge(site.name, monitor.key, run.isComplete);
  const rebuilt = await rebuildMonitor(monitor);
  const state = stateOf(site, monitor, rebuilt);
  const { create, update, remove } = rebuilt.outages;
  const isChanged = isTouched || create.length + update.length + remove.length > 0 || !isSameState(monitor, state);
  if (isChanged) await saveMonitor({ monitorKey: monitor.key, state, outages: rebuilt.outages });
  session.count(work.stored === undefined ? "created" : isChanged ? "updated" : "unchanged");
  await session.checkpoint();
}

async function importSites(run: Run): Promise<void> {
  const sites = sitesOf(await run.stage.sites(), run.directory);
  const stored = await findImportedMonitors(sites.map((site) => site.name));
  const slugs = await listMonitorSlugs();
  for (const site of sites) await importSite(run, { site, stored: stored.get(site.name), slugs });
}

/**
 * Imports an Upptime record. A row is a check of `checks.csv` or a site; the tally counts both. A check is known by site and instant.
 * Inside a site's span (its first to its last check in the file) the file is the truth: what it no longer holds is removed, unless
 * a line of it was rejected. Outside the span nothing is touched. Sites commit one by one; a rerun completes what was interrupted.
 */
export async function importUptime(ctx: Ctx, options: ImportUptimeOptions): Promise<ImportReport> {
  const zone = options.zone ?? "UTC";
  const directory = await requireReadiness(ctx, options, zone);
  const { onProgress } = options;
  const run = { kind: "uptime", source: options.source ?? path.basename(path.resolve(options.dir)), zone, dryRun: options.dryRun ?? false, fileHash: null };
  return runImport(ctx, { ...run, domains: ["monitors"], ...(onProgress ? { onProgress } : {}) }, (session) =>
    withStage(async (stage) => {
      for (const rejection of directory.rejections) session.reject(rejection);
      session.rowRead(directory.rejections.length);
      const current: Run = { session, stage, directory, zone, isComplete: true };
      await stageChecks(current);
      await importSites(current);
    }));
}
