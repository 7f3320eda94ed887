export { assemblePage, recentSpan, stateOf, type KnownComponent, type KnownIncident, type KnownMonitor, type KnownWork, type PublicRecords } from "./assemble";
export { availabilityOfDays, componentDays, dayOf, dayStart, kindOfDay, mergeDays, shownDays, type StatusDay } from "./days";
export { renderHtml } from "./render-html";
export { renderRss } from "./render-rss";
export { componentState, headlineOf, type MonitorNow } from "./state";
export { style } from "./style";
export { durationWords, shareWords, stateWords } from "./words";
