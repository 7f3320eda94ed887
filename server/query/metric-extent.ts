import "server-only";
import type { MetricDefinition } from "#core/query";
import type { Reader } from "./core/gate";
import type { Coverage } from "./core/period";
import { compileExtent } from "./core/sql/compile-metric";
import { readKnownSpan } from "./coverage";

interface ExtentRequest {
  reader: Pick<Reader, "scope">;
  versions: string;
  signal: AbortSignal;
}

/** The span of the metric's own rows; where checks ran and found nothing, that of the checks. */
export async function extentOf(request: ExtentRequest, metric: MetricDefinition, coverage: Coverage): Promise<Coverage> {
  const sql = coverage === null || metric.isZeroMeasured ? null : compileExtent(metric, request.reader.scope);
  return sql ? readKnownSpan(sql, request.versions, request.signal) : coverage;
}
