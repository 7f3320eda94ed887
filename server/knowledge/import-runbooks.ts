import "server-only";
import type { ImportReport, ImportSession } from "@/server/platform/imports";
import type { Ctx } from "@/server/platform/registry";
import { runbookSlug } from "#core/knowledge";
import { digestOf } from "./digest";
import { importFolder, type ImportFolderOptions, type ReadFile } from "./import-folder";
import { findServiceIds, findStoredRunbooks, listDocumentSlugs, saveRunbooks, type RunbookWrite, type StoredRunbook } from "./import-repository";
import { readRunbook, type ParsedRunbook } from "./read-runbook";

export type ImportRunbooksOptions = ImportFolderOptions;

interface Plan {
  session: ImportSession;
  slugs: Set<string>;
  services: Map<string, string>;
}

/** Decides about one file: null when there is nothing to write (unchanged or rejected, both counted). */
function planWrite({ item: runbook, text }: ReadFile<ParsedRunbook>, stored: StoredRunbook | undefined, { session, slugs, services }: Plan): RunbookWrite | null {
  const digest = digestOf(text);
  const serviceId = services.get(runbook.serviceName?.toLowerCase() ?? "") ?? stored?.serviceId ?? null;
  if (stored?.sourceHash === digest && stored.serviceId === serviceId) {
    session.count("unchanged");
    return null;
  }
  // What was edited here is nobody's to overwrite: both versions have changed, and a person decides.
  if (stored && digestOf(stored.body) !== stored.sourceHash) {
    session.reject({ line: 1, reason: `${runbook.path}: edited here since its import; the text here stays as it is`, excerpt: runbook.title });
    return null;
  }
  const slug = stored ? "" : runbookSlug(runbook.path, slugs);
  if (!stored) slugs.add(slug);
  return { id: stored?.id ?? null, slug, runbook, text, digest, serviceId };
}

/** Imports a directory of Markdown runbooks, its folders being the sections. */
export async function importRunbooks(ctx: Ctx, options: ImportRunbooksOptions): Promise<ImportReport> {
  const slugs = await listDocumentSlugs();
  return importFolder<ParsedRunbook>(ctx, options, {
    kind: "runbooks", noun: "runbooks", expected: "expected a directory of Markdown files (*.md), its folders being the sections, with title and weight in their front matter where they have one",
    read: (file) => {
      const read = readRunbook(file);
      return read.ok ? { ok: true, item: read.runbook } : read;
    },
    take: async (read, session) => {
      const stored = await findStoredRunbooks(read.map(({ item }) => item.path));
      const services = await findServiceIds(read.flatMap(({ item }) => item.serviceName ?? []));
      const writes = read.flatMap((one) => planWrite(one, stored.get(one.item.path), { session, slugs, services }) ?? []);
      if (!session.dryRun) await saveRunbooks(writes, ctx.clock.now());
      for (const write of writes) session.count(write.id === null ? "created" : "updated");
    },
  });
}
