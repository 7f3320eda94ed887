import type { ComponentState, DayKind, PublicIncidentState, PublicWork } from "../contract";

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
// Everything of the categories "control" and "not a character", save tab and line ends.
const unprintable = /(?![\t\n\r])[\p{Cc}\p{Cn}\p{Cs}]/gu;

/** Text as it may stand in HTML and XML alike: what people wrote never becomes markup, and letters that XML forbids are left out. */
export const escapeText = (raw: string): string => raw.replace(unprintable, "").replace(/[&<>"']/g, (letter) => entities[letter] ?? letter);

export const stateWords: Readonly<Record<ComponentState, string>> = { operational: "Operational", degraded: "Degraded", partly_down: "Partly down", down: "Down", maintenance: "Maintenance", no_data: "No data" };
export const dayWords: Readonly<Record<DayKind, string>> = { up: "operational", disturbed: "some downtime", outage: "outage", maintenance: "planned maintenance", no_data: "no data" };
export const incidentWords: Readonly<Record<PublicIncidentState, string>> = { investigating: "Investigating", identified: "Being worked on", monitoring: "Fixed, being watched", resolved: "Resolved" };
export const workWords: Readonly<Record<PublicWork["state"], string>> = { planned: "Planned", in_progress: "Under way", completed: "Completed" };
export const impactWords: Readonly<Record<PublicWork["impact"], string>> = { none: "No effect expected.", degraded: "Slower or interrupted at times.", outage: "Not available meanwhile." };

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** "11 Sep", of a UTC day or instant. */
export const dateWords = (iso: string): string => `${Number(iso.slice(8, 10))} ${months[Number(iso.slice(5, 7)) - 1] ?? ""}`;
export const timeWords = (iso: string): string => iso.slice(11, 16);

/** A ratio 0..1 in percent with two places, cut and not rounded: a day with downtime never reads 100%. */
export function shareWords(ratio: number | null): string {
  if (ratio === null) return "no data";
  return ratio === 1 ? "100%" : `${(Math.floor(ratio * 10_000 + 1e-6) / 100).toFixed(2)}%`;
}

const minuteMs = 60_000;

/** "39 min", "2 h 5 min", "3 d 4 h"; what is shorter than a minute is "under a minute". */
export function durationWords(ms: number): string {
  const minutes = Math.floor(ms / minuteMs);
  if (minutes < 1) return "under a minute";
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return hours % 24 === 0 ? `${hours / 24} d` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
