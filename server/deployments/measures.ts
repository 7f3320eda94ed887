import "server-only";

// Fragments over `deployment d` and its incident `i`, shared by the metrics of the semantic layer and the page's figures, so that both tell the same.
const ms = (expression: string): string => `(extract(epoch from ${expression}) * 1000)::float8`;

/** Only what reaches production counts as delivered. */
export const productionSql = "d.environment = 'production'";
/** A change that failed: it broke something, or had to be taken back. */
export const failureSql = "d.outcome in ('failed', 'rolled_back')";
/** From commit to production; null where the commit's time is not known. */
export const leadSql = ms("d.deployed_at - d.committed_at");
/** From a failed deployment to service restored: as its source said, or else as its incident was resolved. */
export const restoreSql = ms("coalesce(d.restored_at, i.resolved_at) - d.deployed_at");
