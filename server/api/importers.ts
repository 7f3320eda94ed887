import "server-only";
import { importCatalogFile } from "../catalog";
import { importDeployments } from "../deployments";
import { importDocs, importRunbooks } from "../knowledge";
import { importUptime } from "../monitors";
import { can, type Actor } from "../platform/auth/actor";
import type { Permission } from "../platform/auth/permissions";
import type { ImportReport, ImportTally } from "../platform/imports";
import type { Ctx } from "../platform/registry";
import { importSlosFile } from "../slo";
import { importServiceDesk, importTickets, listLimitBytes } from "../tickets";

export interface ImportRequest {
  /** The file, or the directory for an importer that reads one. */
  path: string;
  /** Its name as people know it. */
  source: string;
  /** Not given: as it was saved for files like this, or UTC. */
  zone?: string | undefined;
  dryRun: boolean;
  allowDemo: boolean;
  onProgress: (tally: ImportTally) => void;
}

export interface Importer {
  kind: string;
  label: string;
  /** What goes in and what comes out, in one sentence. */
  summary: string;
  permission: Permission;
  shape: "file" | "directory";
  /** Where it takes less than what can be sent. */
  limitBytes?: number;
  /** With the dot; empty takes any. */
  extensions: readonly string[];
  /** The format has times without a zone. */
  takesZone: boolean;
  /** Where the imported records are listed. */
  listPath: string;
  run: (ctx: Ctx, request: ImportRequest) => Promise<ImportReport>;
}

/** Every importer of the portal. The browser, the upload route and the page of imports are made from this. */
export const importers: readonly Importer[] = [
  {
    kind: "service-desk", label: "Service desk", summary: "A ServiceNow incident event log (CSV): tickets with their full history, priorities, groups and SLA outcome.",
    permission: "tickets.import", shape: "file", extensions: [".csv"], takesZone: true, listPath: "/tickets",
    run: (ctx, { path, ...options }) => importServiceDesk(ctx, { path, ...options }),
  },
  {
    kind: "tickets", label: "Tickets", summary: "A list of tickets (CSV or JSON) as ServiceNow, Jira, Zendesk and others export it. Columns, states and times are recognised; a list has no history, so nothing is said of the time in states.",
    permission: "tickets.import", shape: "file", limitBytes: listLimitBytes, extensions: [".csv", ".json"], takesZone: true, listPath: "/tickets",
    run: (ctx, { path, ...options }) => importTickets(ctx, { path, ...options }),
  },
  {
    kind: "uptime", label: "Uptime", summary: "A directory of Upptime records (checks.csv, history): monitors, outages and latencies.",
    permission: "monitors.import", shape: "directory", extensions: [".csv", ".json", ".yml", ".yaml"], takesZone: true, listPath: "/monitors",
    run: (ctx, { path, ...options }) => importUptime(ctx, { dir: path, ...options }),
  },
  {
    kind: "runbooks", label: "Runbooks", summary: "A directory of Markdown, with or without front matter: runbooks with sections, links and alert names.",
    permission: "knowledge.import", shape: "directory", extensions: [".md"], takesZone: false, listPath: "/runbooks",
    run: (ctx, { path, ...options }) => importRunbooks(ctx, { dir: path, ...options }),
  },
  {
    kind: "docs", label: "Documents", summary: "A directory of Markdown: guides and policies by folder, with title, owner, audience and review_by in their front matter.",
    permission: "knowledge.import", shape: "directory", extensions: [".md"], takesZone: false, listPath: "/docs",
    run: (ctx, { path, ...options }) => importDocs(ctx, { dir: path, ...options }),
  },
  {
    kind: "catalog", label: "Catalogue", summary: "A YAML list of services, teams, customers and goals.",
    permission: "catalog.write", shape: "file", extensions: [".yml", ".yaml"], takesZone: false, listPath: "/services",
    run: (ctx, { path, dryRun, allowDemo }) => importCatalogFile(ctx, { file: path, dryRun, allowMixed: allowDemo }),
  },
  {
    kind: "slos", label: "SLOs", summary: "Objectives as OpenSLO v1 or Sloth specs (YAML): targets, windows and queries of Prometheus.",
    permission: "slo.write", shape: "file", extensions: [".yml", ".yaml"], takesZone: false, listPath: "/slos",
    run: (ctx, { path, dryRun, allowDemo }) => importSlosFile(ctx, { file: path, dryRun, allowMixed: allowDemo }),
  },
  {
    kind: "deployments", label: "Deployments", summary: "A list of deployments (CSV): service, release, deployed_at, and where known environment, committed_at, commit, outcome, restored_at, incident.",
    permission: "deployments.push", shape: "file", extensions: [".csv"], takesZone: true, listPath: "/deployments",
    run: (ctx, request) => importDeployments(ctx, request),
  },
];

export const importersFor = (actor: Actor): Importer[] => importers.filter((importer) => can(actor, importer.permission));
