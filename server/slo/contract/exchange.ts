import { z } from "zod";
import { slug } from "./fields";
import { sloLimits } from "./limits";

/** A file of OpenSLO v1 or of Sloth, of one or several YAML documents. */
export const importSlosInput = z.object({
  text: z.string().min(1, "The file is empty.").max(sloLimits.importBytes, "The file is larger than 512 KiB."),
  source: z.string().trim().min(1).max(200).default("slos.yaml"),
  /** Says what would happen and writes nothing. */
  dryRun: z.boolean().default(false),
  /** Needed to import into an organisation that holds demo data. */
  allowMixed: z.boolean().default(false),
});
const importNote = z.object({ line: z.number().int(), path: z.string(), reason: z.string() });
export const importSlosOutput = z.object({
  runId: z.string(), dryRun: z.boolean(), created: z.number().int(), updated: z.number().int(), unchanged: z.number().int(), rejected: z.number().int(),
  slos: z.array(z.object({ slug: z.string(), name: z.string(), outcome: z.enum(["created", "updated", "unchanged"]), line: z.number().int() })),
  rejections: z.array(z.object({ line: z.number().int(), reason: z.string(), excerpt: z.string() })),
  /** Legal, but the portal has no place for it. */
  notCarried: z.array(importNote),
});
export type ImportSlos = z.infer<typeof importSlosOutput>;

export const exportFormats = ["openslo", "prometheus"] as const;
/** One SLO, or all that one may see. */
export const exportSlosInput = z.object({ format: z.enum(exportFormats), slug: slug.optional() });
export const exportSlosOutput = z.object({ fileName: z.string(), text: z.string(), slos: z.number().int(), leftOut: z.array(z.object({ slug: z.string(), reason: z.string() })) });
export type ExportSlos = z.infer<typeof exportSlosOutput>;
