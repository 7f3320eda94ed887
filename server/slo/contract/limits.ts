/** `keptDays`: how far back every figure is exact to the minute. */
export const sloLimits = { keptDays: 400, page: 500, defaultPage: 50, query: 100, label: 261, labels: 500, name: 120, description: 1_000, monitors: 20, batchSamples: 1_440, batchEvents: 10_000, explained: 50, promql: 4_000, importBytes: 512 * 1024, importSlos: 500, alertRows: 8, alertWindowMs: 30 * 86_400_000 } as const;
