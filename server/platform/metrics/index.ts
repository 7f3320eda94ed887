import "server-only";
import { collectDefaultMetrics, Counter, Histogram, Registry } from "prom-client";
import { pool } from "../db";
import { processState } from "../process-state";

interface Instruments {
  registry: Registry;
  operations: Counter<"capability" | "via" | "outcome">;
  operationSeconds: Histogram<"capability" | "via">;
  toolSeconds: Histogram<"tool" | "status">;
}

function create(): Instruments {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "quarterdeck_" });
  return {
    registry,
    operations: new Counter({ name: "quarterdeck_operations_total", help: "Operations by capability, face and outcome.", labelNames: ["capability", "via", "outcome"], registers: [registry] }),
    operationSeconds: new Histogram({ name: "quarterdeck_operation_duration_seconds", help: "Duration of operations.", labelNames: ["capability", "via"], buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5], registers: [registry] }),
    toolSeconds: new Histogram({ name: "quarterdeck_tool_duration_seconds", help: "Duration of reads by operation and by how they ended: ok, empty, late, forbidden, error.", labelNames: ["tool", "status"], buckets: [0.005, 0.025, 0.1, 0.25, 1, 2.5, 5, 10], registers: [registry] }),
  };
}

const instruments = processState("instruments", create).current;

export interface OperationSample {
  capability: string;
  via: string;
  outcome: string;
  seconds: number;
}

export function recordOperation({ capability, via, outcome, seconds }: OperationSample): void {
  instruments().operations.inc({ capability, via, outcome });
  instruments().operationSeconds.observe({ capability, via }, seconds);
}

export function recordTool({ tool, status, seconds }: { tool: string; status: string; seconds: number }): void {
  instruments().toolSeconds.observe({ tool, status }, seconds);
}

const ownFaults: ReadonlySet<string> = new Set(["INTERNAL", "UNAVAILABLE"]);

/** Operations of this process since it began, and those that failed by a fault of the portal's own. */
export async function countOperations(): Promise<{ total: number; failed: number }> {
  const { values } = await instruments().operations.get();
  const sum = (items: typeof values): number => items.reduce((all, { value }) => all + value, 0);
  return { total: sum(values), failed: sum(values.filter(({ labels }) => ownFaults.has(String(labels.outcome)))) };
}

/** The Prometheus text of this process, pool gauges included. */
export async function metricsText(): Promise<{ body: string; contentType: string }> {
  const { registry } = instruments();
  const { totalCount, idleCount, waitingCount } = pool();
  const poolLines = [
    "# HELP quarterdeck_db_connections Database connections by state.", "# TYPE quarterdeck_db_connections gauge",
    `quarterdeck_db_connections{state="open"} ${totalCount}`, `quarterdeck_db_connections{state="idle"} ${idleCount}`, `quarterdeck_db_connections{state="waiting"} ${waitingCount}`,
  ];
  return { body: `${await registry.metrics()}\n${poolLines.join("\n")}\n`, contentType: registry.contentType };
}
