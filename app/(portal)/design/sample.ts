/** Made-up figures of the gallery; they exist only to show the parts. */
export const NOW = "2026-09-16T07:42:00Z";
export const ZONE = "Europe/Berlin";

const hours = Array.from({ length: 24 }, (_, hour) => `2026-09-15T${String(hour).padStart(2, "0")}:00:00Z`);
const wave = (base: number, swing: number, phase: number) => hours.map((at, hour) => ({ at, value: Math.round(base + swing * Math.sin((hour + phase) / 3.4) + ((hour * 7) % 5)) }));

const auth = wave(30, 6, 9).map((point, hour) => ({ ...point, value: hour > 6 && hour < 10 ? null : point.value }));

export const TREND = [
  { id: "checkout", label: "checkout", points: wave(66, 9, 20) },
  { id: "search", label: "search", points: wave(44, 8, 7) },
  { id: "auth", label: "auth", points: auth },
  { id: "billing", label: "billing", points: wave(14, 4, 2) },
];

const counts = [3, 5, 4, 8, null, 9, 12, 7, 5, 0, 6, 10, 14, 11, 8];
export const COUNTS = counts.map((value, index) => ({ at: `2026-09-${String(index + 2).padStart(2, "0")}T00:00:00Z`, value }));

const ranked: readonly (readonly [string, number | null])[] = [["checkout", 41], ["search", 34], ["payments-api", 22], ["auth", 12], ["billing", 7], ["catalog", 5], ["notifications", 3], ["mobile-backend", 1], ["reporting", null]];
export const RANKED = ranked.map(([label, value]) => ({ id: label, label, value, href: value === null ? undefined : `/design?service=${label}` }));

export interface SampleRow {
  id: string;
  status: "exhausted" | "at_risk" | "healthy" | "no_data";
  name: string;
  left: number | null;
  burn: number | null;
  owner: string | null;
  changedAt: string | null;
}

export const ROWS: readonly SampleRow[] = [
  { id: "1", status: "exhausted", name: "payments-api", left: -0.202, burn: 2.6, owner: "Priya Raman", changedAt: "2026-09-16T07:37:00Z" },
  { id: "2", status: "at_risk", name: "checkout", left: 0.109, burn: 2, owner: "Ben Adeyemi", changedAt: "2026-09-16T04:10:00Z" },
  { id: "3", status: "healthy", name: "catalog", left: 0.64, burn: 0.5, owner: "Sofia Rossi", changedAt: "2026-09-12T11:00:00Z" },
  { id: "4", status: "no_data", name: "reporting", left: null, burn: null, owner: null, changedAt: null },
];

export const PROSE = `# Search latency above target

Check the **reindex** first: it causes nine of ten cases.

1. Open \`catalog-jobs\` and look for a running reindex.
2. Pause it: \`jobs pause reindex\`.

| step | median |
|---|---:|
| pause | 2 min |
| recover | 12 min |

> Do not restart the cluster.`;
