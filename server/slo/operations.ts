import "server-only";
import { z } from "zod";
import { defineOperation } from "../platform/registry";
import { budgetOperations } from "./budget-operations";
import { createSloInput, excludeInput, exportSlosInput, exportSlosOutput, getSloInput, importSlosInput, importSlosOutput, listSloLabelsOutput, listSlosInput, listSlosOutput, pauseSloInput, previewSloInput, previewSloOutput, pushSamplesInput, pushSamplesOutput, removeExclusionInput, sloBySlugInput, sloChangedOutput, sloDetailSchema, sloReportInput, sloReportSchema, updateSloInput } from "./contract";
import { createSlo } from "./create-slo";
import { excludeTime, removeExclusion } from "./exclude-time";
import { exportSlos } from "./export-slos";
import { getSlo } from "./get-slo";
import { importSlos } from "./import-slos";
import { listSloLabels, listSlos } from "./list-slos";
import { previewSlo } from "./preview-slo";
import { pushSamples } from "./push-samples";
import { reportSlos } from "./report-slos";
import { archiveSlo, pauseSlo, updateSlo } from "./update-slo";

export const sloOperations = {
  ...budgetOperations,
  list: defineOperation({ summary: "List service level objectives with status, error budget left, burn rate and owner", permission: "slo.read", effect: "read", rest: "GET /slos", input: listSlosInput, output: listSlosOutput, run: listSlos }),
  labels: defineOperation({ summary: "Labels that SLOs have, to filter the list by", permission: "slo.read", effect: "read", rest: "GET /slo-labels", input: z.object({}), output: listSloLabelsOutput, run: listSloLabels }),
  get: defineOperation({ summary: "One SLO as of an instant: budget raw and adjusted, burn-down, burn rate alerts, what spent the budget", permission: "slo.read", effect: "read", rest: "GET /slos/{slug}", input: getSloInput, output: sloDetailSchema, run: getSlo }),
  report: defineOperation({ summary: "What each SLO attained in a month: raw and adjusted, budget spent, met or missed", permission: "slo.read", effect: "read", rest: "GET /slo-report", input: sloReportInput, output: sloReportSchema, run: reportSlos }),
  preview: defineOperation({ summary: "What a definition would have given on the data that is there; stores nothing", permission: "slo.write", effect: "read", rest: "POST /slos/preview", input: previewSloInput, output: previewSloOutput, run: previewSlo }),
  create: defineOperation({ summary: "Create a service level objective", permission: "slo.write", effect: "write", rest: "POST /slos", input: createSloInput, output: sloChangedOutput, run: createSlo }),
  update: defineOperation({ summary: "Replace the definition of an SLO", permission: "slo.write", effect: "write", rest: "PATCH /slos/{slug}", input: updateSloInput, output: sloChangedOutput, run: updateSlo }),
  pause: defineOperation({ summary: "Pause or resume an SLO", permission: "slo.write", effect: "write", rest: "POST /slos/{slug}/pause", input: pauseSloInput, output: sloChangedOutput, run: pauseSlo }),
  archive: defineOperation({ summary: "Take an SLO out of use; its record stays", permission: "slo.write", effect: "write", rest: "DELETE /slos/{slug}", input: sloBySlugInput, output: z.object({ slug: z.string() }), run: archiveSlo }),
  exclude: defineOperation({ summary: "Exclude planned work from an SLO; it counts only if it has not begun", permission: "slo.write", effect: "write", rest: "POST /slos/{slug}/exclusions", input: excludeInput, output: z.object({ id: z.string(), isCounted: z.boolean() }), run: excludeTime }),
  removeExclusion: defineOperation({ summary: "Withdraw an exclusion of an SLO", permission: "slo.write", effect: "write", rest: "DELETE /slos/{slug}/exclusions/{id}", input: removeExclusionInput, output: z.object({ id: z.string() }), run: removeExclusion }),
  import: defineOperation({ summary: "Import SLOs from OpenSLO v1 or Sloth specs; a dry run shows what would happen", permission: "slo.write", effect: "write", rest: "POST /slos/import", input: importSlosInput, output: importSlosOutput, run: (input, ctx) => importSlos(ctx, input) }),
  export: defineOperation({ summary: "Write SLOs as OpenSLO v1, or as Prometheus recording and alerting rules in Sloth's dialect", permission: "slo.read", effect: "read", rest: "GET /slo-export", input: exportSlosInput, output: exportSlosOutput, run: exportSlos }),
  push: defineOperation({ summary: "Send samples (good and total by minute), or events one by one, to a pushed SLO; a batch counts once", permission: "slo.push", effect: "write", rest: "POST /slos/{slug}/samples", input: pushSamplesInput, output: pushSamplesOutput, run: pushSamples }),
};
