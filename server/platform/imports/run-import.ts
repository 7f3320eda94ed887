import "server-only";
import { DomainError } from "../errors";
import { newId } from "../ids";
import { log } from "../log";
import type { Ctx } from "../registry/context";
import type { Domain } from "../versions";
import { businessWrite } from "../write";
import { keepRejections } from "./rejections-file";
import { finishImportRun, insertImportRun, noteAlive, insertRejections, saveImportProgress, type ImportTally, type Rejection } from "./import-repository";

export interface ImportOptions {
  kind: string;
  /** File or directory name as people know it; never a full path of this machine. */
  source: string;
  zone: string;
  dryRun: boolean;
  fileHash: string | null;
  /** Domains whose version is bumped when anything changed. */
  domains: readonly Domain[];
  onProgress?: (tally: ImportTally) => void;
}

export interface ImportSession {
  readonly runId: string;
  readonly dryRun: boolean;
  readonly signal: AbortSignal;
  rowRead(count?: number): void;
  count(outcome: "created" | "updated" | "unchanged", count?: number): void;
  reject(rejection: Rejection): void;
  /** Call between batches: stores the tally and the rejections so far, tells listeners, and stops if the caller has left. */
  checkpoint(): Promise<void>;
  /** The digest of what was read, once it is known. */
  setFileHash(hash: string): void;
}

export interface ImportReport extends ImportTally {
  runId: string;
  kind: string;
  source: string;
  zone: string;
  dryRun: boolean;
  status: "completed" | "failed";
  /** The first hundred; all of them are kept with the run. */
  rejections: Rejection[];
}

const shownRejections = 100;
const keptRejections = 10_000;
const beatMs = 5_000;

class Session implements ImportSession {
  readonly tally: ImportTally = { rowsRead: 0, created: 0, updated: 0, unchanged: 0, rejected: 0 };
  readonly shown: Rejection[] = [];
  fileHash: string | null;
  private pending: Rejection[] = [];
  private stored = 0;

  constructor(readonly runId: string, readonly signal: AbortSignal, private readonly options: ImportOptions) {
    this.fileHash = options.fileHash;
  }
  get dryRun(): boolean {
    return this.options.dryRun;
  }
  rowRead(count = 1): void {
    this.tally.rowsRead += count;
  }
  count(outcome: "created" | "updated" | "unchanged", count = 1): void {
    this.tally[outcome] += count;
  }
  reject(rejection: Rejection): void {
    this.tally.rejected += 1;
    const kept = { ...rejection, excerpt: rejection.excerpt.slice(0, 200) };
    if (this.shown.length < shownRejections) this.shown.push(kept);
    if (this.stored + this.pending.length < keptRejections) this.pending.push(kept);
  }
  setFileHash(hash: string): void {
    this.fileHash = hash;
  }
  async checkpoint(): Promise<void> {
    const batch = this.pending;
    this.pending = [];
    await insertRejections(this.runId, this.stored, batch);
    this.stored += batch.length;
    await saveImportProgress(this.runId, this.tally);
    this.options.onProgress?.({ ...this.tally });
    this.signal.throwIfAborted();
  }
}

/**
 * Runs one import: a row in `import_run` from the first moment, rejections kept with line and reason, one audit row and one version bump at its end.
 * Batches commit as they go, so an interruption keeps what was done and a rerun (idempotent by source key) completes the rest.
 */
export async function runImport(ctx: Ctx, options: ImportOptions, work: (session: ImportSession) => Promise<void>): Promise<ImportReport> {
  const runId = newId("imp");
  await insertImportRun({ id: runId, kind: options.kind, source: options.source, fileHash: options.fileHash, zone: options.zone, dryRun: options.dryRun, actorName: ctx.actor.name, startedAt: ctx.clock.now() });
  const session = new Session(runId, ctx.signal, options);
  const heart = beat(runId);
  try {
    await work(session);
    await session.checkpoint();
    await close({ ctx, options, session }, "completed", null);
  } catch (error) {
    log().warn({ requestId: ctx.requestId, runId, err: error }, "import stopped");
    await close({ ctx, options, session }, "failed", error instanceof DomainError ? error.message : "Stopped before its end; run it again to complete it.");
    throw error;
  } finally {
    clearInterval(heart);
  }
  return { runId, kind: options.kind, source: options.source, zone: options.zone, dryRun: options.dryRun, status: "completed", ...session.tally, rejections: session.shown };
}

/** Signs of life between checkpoints: a run without any was cut off with its process. */
function beat(runId: string): NodeJS.Timeout {
  return setInterval(() => void noteAlive(runId).catch(() => undefined), beatMs).unref();
}

interface Closing {
  ctx: Ctx;
  options: ImportOptions;
  session: Session;
}

async function close({ ctx, options, session }: Closing, status: "completed" | "failed", error: string | null): Promise<void> {
  await finishImportRun(session.runId, { ...session.tally, status, error, finishedAt: ctx.clock.now(), fileHash: session.fileHash });
  if (session.tally.rejected > 0) await keepRejections({ runId: session.runId, source: options.source, now: ctx.clock.now() }).catch((failure: unknown) => log().warn({ requestId: ctx.requestId, runId: session.runId, err: failure }, "rejected rows could not be kept as a file"));
  const wroteData = session.tally.created + session.tally.updated > 0;
  if (options.dryRun || !wroteData) return;
  await businessWrite(ctx, { domains: options.domains }, async (_tx, record) => {
    record({ action: `import.${options.kind}`, entityType: "import_run", entityId: session.runId, after: { source: options.source, contentDigest: session.fileHash, zone: options.zone, status, ...session.tally } });
    return Promise.resolve();
  });
}
