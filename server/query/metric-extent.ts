import "server-only";
import type { MetricDefinition } from "#core/query";
import { isLate } from "@/server/platform/registry";
import type { Reader } from "./core/gate";
import type { Coverage } from "./core/period";
import { compileExtent } from "./core/sql/compile-metric";
import { readKnownSpan, type DataAsked } from "./coverage";

interface ExtentRequest extends DataAsked {
  reader: Pick<Reader, "scope">;
}

/** The span of the metric's own rows; where checks ran and found nothing, that of the checks. */
export async function extentOf(request: ExtentRequest, metric: MetricDefinition, coverage: Coverage): Promise<Coverage> {
  const sql = coverage === null || metric.isZeroMeasured ? null : compileExtent(metric, request.reader.scope);
  if (sql === null) return coverage;
  return readKnownSpan(sql, request).catch((error: unknown) => {
    // Where a figure's own rows cannot be found in time, those of its domain stand for them.
    if (isLate(error) && !request.signal.aborted) return coverage;
    throw error;
  });
}
