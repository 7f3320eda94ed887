import { monitorLimits, type MonitorDetail, type MonitorWindow } from "#contract/monitors";
import { formatCount, formatDateTime, formatDuration, formatRatio } from "@/lib/format";

export const windowWords: Record<MonitorWindow, string> = { "24h": "last 24 hours", "7d": "last 7 days", "30d": "last 30 days", all: "whole record" };

/** Availability keeps two digits: 99.9 % and 99.99 % are different promises. */
export const availabilityText = (ratio: number | null): string => formatRatio(ratio, { digits: 2 });

/** A UTC day, "18 Aug 2026", whatever the viewer's zone. */
export const utcDayText = (day: string): string => formatDateTime(`${day}T00:00:00Z`, "UTC", "date");

interface Day {
  day: string;
  ratio: number | null;
  downMs: number;
}

/** What a row of day bars shows, in one sentence. */
export function daysSummary(days: readonly Day[]): string {
  const known = days.flatMap((day) => (day.ratio === null ? [] : [{ ...day, ratio: day.ratio }]));
  const first = known[0];
  if (first === undefined) return "no data";
  const withDown = known.filter((day) => day.downMs > 0);
  const missing = days.length - known.length;
  const gaps = missing === 0 ? "" : `, ${missing} without data`;
  if (withDown.length === 0) return `${formatCount(known.length, "day")}, none with downtime${gaps}`;
  const worst = withDown.reduce((low, day) => (day.ratio < low.ratio ? day : low));
  return `${formatCount(known.length, "day")}, ${withDown.length} with downtime${gaps}; worst ${availabilityText(worst.ratio)} on ${utcDayText(worst.day)}`;
}

const httpAddress = /^https?:\/\//i;

/** Only web addresses become links; what an imported file calls an address may be anything. */
export const isWebAddress = (url: string): boolean => httpAddress.test(url);

/** Our figure and the source's differ as they are shown, with two digits. */
export const doFiguresDiffer = (ours: number | null, theirs: number | null): boolean => theirs !== null && availabilityText(ours) !== availabilityText(theirs);

const actionWords: Readonly<Record<string, string>> = { create: "made", update: "changed", pause: "paused", resume: "checked again", archive: "archived", "rotate-token": "given a new address" };
const fieldWords: Readonly<Record<string, string>> = {
  name: "name", serviceId: "service", url: "address", method: "method", headers: "headers", body: "body", expectedStatus: "expected status", maxRedirects: "redirects", bodyMatch: "text in the body", jsonPath: "JSON path", certificateDays: "days before the certificate ends",
  host: "machine", port: "port", graceMs: "grace", intervalMs: "interval", timeoutMs: "timeout", retries: "failures until down", degradedMs: "slow beyond", isP0: "pages at once", isPublic: "public",
};

/** "changed: address, interval". Fields without a word of their own are told by none. */
export function changeText({ action, fields }: { action: string; fields: readonly string[] }): string {
  const verb = action.replace(/^monitor\./, "");
  const words = verb === "update" ? fields.flatMap((field) => fieldWords[field] ?? []) : [];
  return `${actionWords[verb] ?? verb}${words.length === 0 ? "" : `: ${words.join(", ")}`}`;
}

/** What its failure does. An imported record that has grown old says nothing of now, and wakes nobody. */
export function alertWord({ isDemo, isP0, isFresh }: Pick<MonitorDetail, "isDemo" | "isP0" | "isFresh">): string {
  if (isDemo) return "none: demo data wake nobody";
  if (!isFresh) return `none: the last check is older than ${formatDuration(monitorLimits.freshMs)}`;
  return isP0 ? "pages at once (P0)" : "opens a ticket-level alert";
}
