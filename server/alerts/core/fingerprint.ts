import type { Labels } from "./matchers";

/** FNV-1a over UTF-16 units, twice with different seeds: 64 bits as hex. Names an alert; not a secret. */
function digest(text: string): string {
  const half = (seed: number): string => {
    let hash = seed;
    for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    return (hash >>> 0).toString(16).padStart(8, "0");
  };
  return half(0x811c9dc5) + half(0x9747b28c);
}

const sorted = (labels: Labels): [string, string][] => Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

/** The same source and labels, in any order, are the same alert. */
export const fingerprintOf = (source: string, labels: Labels): string => digest(JSON.stringify([source, sorted(labels)]));

const groupingLabels = ["alertname", "service", "severity"];

/** Alerts of one group are told about together: by name, service and severity. */
export const groupKeyOf = (source: string, labels: Labels): string => digest(JSON.stringify([source, groupingLabels.map((name) => labels[name] ?? "")]));
