import { groupBy, parseCsv } from "./csv.mjs";

const MINUTE_MS = 60_000;

/** Checks of each site, oldest first. */
function readSites(text) {
  const checks = parseCsv(text).map((row) => ({ site: row.site, at: Date.parse(row.checked_at), isDown: row.status === "down" }));
  return new Map([...groupBy(checks, (check) => check.site)].map(([site, rows]) => [site, rows.sort((a, b) => a.at - b.at)]));
}

/** From each check to the next, with its status; nothing is known before the first and after the last. */
const spansOf = (checks) => checks.slice(0, -1).map((check, index) => ({ from: check.at, to: checks[index + 1].at, isDown: check.isDown }));

/** Share of the observed time of a window in which the site was not down; null when it was not observed. */
function availability(checks, from = -Infinity, to = Infinity) {
  const spans = spansOf(checks).map((span) => ({ ...span, ms: Math.max(0, Math.min(span.to, to) - Math.max(span.from, from)) }));
  const sum = (some) => some.reduce((total, span) => total + span.ms, 0);
  const observed = sum(spans);
  return observed === 0 ? null : 1 - sum(spans.filter((span) => span.isDown)) / observed;
}

/** A row of checks that are down, until the next one that is not (or the last of all). */
function outagesOf(site, checks) {
  const outages = [];
  let startedAt = null;
  for (const check of checks) {
    if (check.isDown) startedAt ??= check.at;
    else if (startedAt !== null) {
      outages.push({ site, startedAt, minutes: (check.at - startedAt) / MINUTE_MS });
      startedAt = null;
    }
  }
  if (startedAt !== null) outages.push({ site, startedAt, minutes: (checks.at(-1).at - startedAt) / MINUTE_MS });
  return outages;
}

/** @param {string} day for example 2026-08-18, in UTC */
export function uptimeTruth(text, day) {
  const sites = readSites(text);
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const bySite = (valueOf) => new Map([...sites].map(([site, checks]) => [site, valueOf(checks)]));
  const outages = [...sites].flatMap(([site, checks]) => outagesOf(site, checks)).sort((a, b) => b.minutes - a.minutes);
  return {
    longestOutages: outages.slice(0, 10),
    wholeRecord: bySite((checks) => ({ availability: availability(checks) })),
    onDay: bySite((checks) => ({ availability: availability(checks, midnight, midnight + 1440 * MINUTE_MS) })),
  };
}
