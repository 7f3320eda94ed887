import "server-only";
import { createHash } from "node:crypto";
import { compile } from "json-p3";
import type { z } from "zod";
import { monitorSlug } from "#core/monitors";
import { isNetwork } from "@/server/platform/outbound";
import { DomainError } from "@/server/platform/errors";
import { newId, newSecret } from "@/server/platform/ids";
import type { Ctx } from "@/server/platform/registry";
import { businessWrite } from "@/server/platform/write";
import type { createMonitorInput, monitorChangedOutput, monitorVersionInput, networksSchema, pauseMonitorInput, testMonitorInput, testMonitorOutput, updateMonitorInput } from "./contract";
import { endOpenOutage, findForEdit, insertMonitor, listSlugs, serviceIdOf, updateMonitorRow, type EditTx } from "./change-repository";
import { runCheck } from "./run-check";
import { openHeaders, sealHeaders } from "./secret-headers";
import { readNetworks, saveNetworks, type MonitorRecord } from "./watch-repository";

type Changed = z.input<typeof monitorChangedOutput>;
type Settings = Omit<z.output<typeof updateMonitorInput>, "slug" | "version">;

const conflict = (): DomainError => new DomainError("CONFLICT", "Somebody else has changed this monitor since you opened it. Reload to see the change, then make yours again.");
const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");
const beatPath = (token: string): string => `/api/beat/${token}`;

/** What the audit may keep: the names of secret headers, not their values. */
const kept = ({ slug, name, check, serviceId, intervalMs, timeoutMs, retries, degradedMs, isP0, isPublic, isPaused }: MonitorRecord) => ({ slug, name, check, serviceId, intervalMs, timeoutMs, retries, degradedMs, isP0, isPublic, isPaused });

function refuseBadPath({ check }: Pick<Settings, "check">): void {
  if (check.kind !== "http" || check.jsonPath === null) return;
  const refuse = (why: string): DomainError => new DomainError("VALIDATION", `The JSON path is not usable: ${why}.`, { faults: [{ path: "check.jsonPath.path", message: why }] });
  // Patterns within a path could keep the portal busy for minutes on a body made for it.
  if (/\b(match|search)\s*\(/.test(check.jsonPath.path)) throw refuse("match() and search() are not allowed");
  try {
    compile(check.jsonPath.path);
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : "it cannot be read");
  }
}

async function columnsOf(tx: EditTx, { name, service, check, secretHeaders, intervalMs, timeoutMs, retries, degradedMs, isP0, isPublic }: Settings) {
  const serviceId = service === null ? null : await serviceIdOf(tx, service);
  if (service !== null && serviceId === null) throw new DomainError("VALIDATION", `There is no service "${service}".`, { faults: [{ path: "service", message: "unknown" }] });
  const url = check.kind === "http" ? check.url : check.kind === "tcp" ? `tcp://${check.host}:${check.port}` : "";
  return { name, serviceId, kind: check.kind, url, check, intervalMs, timeoutMs, retries, degradedMs, isP0, isPublic, ...(secretHeaders === undefined ? {} : { checkSecret: sealHeaders(secretHeaders) }) };
}

export async function createMonitorNow(input: z.output<typeof createMonitorInput>, ctx: Ctx): Promise<Changed> {
  refuseBadPath(input);
  const token = input.check.kind === "heartbeat" ? newSecret() : null;
  return businessWrite(ctx, { domains: ["monitors"] }, async (tx, record) => {
    const slug = input.slug ?? monitorSlug(input.name, await listSlugs(tx));
    const columns = await columnsOf(tx, input);
    const id = newId("mon");
    const isNew = await insertMonitor(tx, { id, slug, source: "portal", ...columns, tokenHash: token === null ? null : hashOf(token), createdAt: ctx.clock.now() });
    if (!isNew) throw new DomainError("CONFLICT", `The name "${slug}" is taken by another monitor.`, { faults: [{ path: "slug", message: "is taken" }] });
    const { checkSecret: _secret, ...after } = { checkSecret: null, ...columns };
    record({ action: "monitor.create", entityType: "monitor", entityId: id, after: { slug, ...after, secretHeaders: (input.secretHeaders ?? []).map(({ name }) => name) } });
    return { slug, version: 1, beatPath: token === null ? null : beatPath(token) };
  });
}

async function requireOwn(tx: EditTx, slug: string): Promise<MonitorRecord> {
  const row = await findForEdit(tx, slug);
  if (!row) throw new DomainError("NOT_FOUND", `There is no monitor "${slug}".`);
  if (row.check === null || row.source === "self" || row.isDemo) throw new DomainError("PRECONDITION_FAILED", "This monitor is a record or one of the portal's own: it cannot be changed here.");
  return row;
}

interface Step {
  slug: string;
  version: number;
  action: string;
  /** What changes, and whether a failure that goes on is to end with it. */
  change: (tx: EditTx, row: MonitorRecord) => Promise<Parameters<typeof updateMonitorRow>[2]>;
  endsOutage?: boolean;
}

async function changeOwn({ slug, version, action, change, endsOutage = false }: Step, ctx: Ctx): Promise<Changed> {
  return businessWrite(ctx, { domains: ["monitors"] }, async (tx, record) => {
    const before = await requireOwn(tx, slug);
    const columns = await change(tx, before);
    if (!(await updateMonitorRow(tx, { id: before.id, version }, columns))) throw conflict();
    if (endsOutage) await endOpenOutage(tx, before.key, before.lastCheckAt);
    const { checkSecret, tokenHash, ...after } = columns;
    record({ action, entityType: "monitor", entityId: before.id, before: kept(before), after: { ...after, hasNewHeaders: checkSecret !== undefined, hasNewToken: tokenHash !== undefined } as object });
    return { slug, version: version + 1, beatPath: null };
  });
}

export async function updateMonitorNow({ slug, version, ...settings }: z.output<typeof updateMonitorInput>, ctx: Ctx): Promise<Changed> {
  refuseBadPath(settings);
  return changeOwn({ slug, version, action: "monitor.update", change: async (tx, row) => {
    if ((row.kind === "heartbeat") !== (settings.check.kind === "heartbeat")) throw new DomainError("VALIDATION", "A heartbeat cannot become another kind of check, nor the reverse. Make a new monitor.", { faults: [{ path: "check.kind", message: "cannot change" }] });
    return columnsOf(tx, settings);
  } }, ctx);
}

/** While it is paused nothing is known: an outage that was open ends with the last check. */
export const pauseMonitor = ({ slug, version, isPaused }: z.output<typeof pauseMonitorInput>, ctx: Ctx): Promise<Changed> =>
  changeOwn({ slug, version, action: isPaused ? "monitor.pause" : "monitor.resume", endsOutage: isPaused, change: () => Promise.resolve({ isPaused, failures: 0, flappingSince: null, nextCheckAt: null, ...(isPaused ? { status: "none", statusSince: null } : {}) }) }, ctx);

/** Its record stays for the figures of the past. */
export const archiveMonitor = ({ slug, version }: z.output<typeof monitorVersionInput>, ctx: Ctx): Promise<Changed> =>
  changeOwn({ slug, version, action: "monitor.archive", endsOutage: true, change: () => Promise.resolve({ archivedAt: ctx.clock.now(), isPublic: false, tokenHash: null }) }, ctx);

/** A new token; the old one is refused from now on. */
export async function rotateBeat({ slug, version }: z.output<typeof monitorVersionInput>, ctx: Ctx): Promise<Changed> {
  const token = newSecret();
  const changed = await changeOwn({ slug, version, action: "monitor.rotate-token", change: (_tx, row) => {
    if (row.kind !== "heartbeat") throw new DomainError("PRECONDITION_FAILED", "Only a heartbeat has a token.");
    return Promise.resolve({ tokenHash: hashOf(token) });
  } }, ctx);
  return { ...changed, beatPath: beatPath(token) };
}

async function storedHeaders(slug: string | undefined): Promise<Record<string, string> | null> {
  if (slug === undefined) return {};
  const row = await findForEdit(null, slug);
  return openHeaders(row?.checkSecret ?? null);
}

/** Checks once, keeps nothing, and says what would be seen. Kept secrets go only to the site that they were kept for. */
export async function testMonitor(input: z.output<typeof testMonitorInput>, ctx: Ctx): Promise<z.input<typeof testMonitorOutput>> {
  refuseBadPath(input);
  const { slug, check, secretHeaders, timeoutMs, degradedMs } = input;
  const isSameSite = slug !== undefined && check.kind === "http" && new URL(check.url).origin === originOf((await findForEdit(null, slug))?.url);
  const headers = secretHeaders ? Object.fromEntries(secretHeaders.map(({ name, value }) => [name, value])) : isSameSite ? await storedHeaders(slug) : {};
  const { seen, hops, bodyStart } = await runCheck({ check, secretHeaders: headers, timeoutMs, degradedMs, allowed: (await readNetworks()).join(","), nowMs: ctx.clock.now().getTime(), signal: ctx.signal });
  return { ...seen, hops, bodyStart };
}

const originOf = (url: string | undefined): string | null => (url !== undefined && URL.canParse(url) ? new URL(url).origin : null);

export async function allowNetworks({ networks }: z.output<typeof networksSchema>, ctx: Ctx): Promise<z.output<typeof networksSchema>> {
  const bad = networks.find((network) => !isNetwork(network));
  if (bad !== undefined) throw new DomainError("VALIDATION", `"${bad}" is not a network such as 10.1.0.0/16.`, { faults: [{ path: "networks", message: "is not a network" }] });
  const before = await readNetworks();
  return businessWrite(ctx, { domains: ["monitors"] }, async (tx, record) => {
    await saveNetworks(tx, networks);
    record({ action: "monitors.networks", entityType: "setting", entityId: "monitors.networks", before: { networks: before }, after: { networks } });
    return { networks };
  });
}
