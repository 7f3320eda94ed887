export { availabilityOf, combineAvailability, noObservation, observedSpan, type Availability, type MonitorRecord } from "./availability";
export { checkStatuses, type Check, type CheckStatus, type Span } from "./check";
export { isZone, parseCheckHeader, parseCheckRow, parseInstant, checkColumns, type CheckHeader, type CheckRow } from "./check-row";
export { availabilityByDay, dayMs, dayStartMs, utcDay, type DayAvailability } from "./days";
export { monitorSlug, nameKey } from "./monitor-slug";
export { createOutageTracker, outagesOf, type OutageSpan } from "./outages";
export { reconcileOutages, type OutageChanges } from "./reconcile-outages";
export { claimOf, parseHistoryEntry, parseSummaryEntry, type HistoryEntry, type SummaryEntry } from "./source-claim";
