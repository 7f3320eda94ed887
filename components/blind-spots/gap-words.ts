import type { BlindSpot, Gap } from "#contract/blind-spots";

interface GapWord {
  /** Heads the figure, and names the filter. */
  label: string;
  /** What to do about it. */
  remedy: string;
}

export const gapWords: Readonly<Record<Gap, GapWord>> = {
  no_owner: { label: "No owner", remedy: "Name the team that answers for it" },
  no_on_call: { label: "Nobody on call", remedy: "Give its team a rota" },
  no_monitor: { label: "No monitor", remedy: "Watch it with a monitor" },
  no_slo: { label: "No SLO", remedy: "State what it promises" },
  no_runbook: { label: "No runbook", remedy: "Write down what to do when it fails" },
  no_data: { label: "No data", remedy: "See why nothing is measured" },
};

export const kindWords: Readonly<Record<BlindSpot["kind"], string>> = { service: "Service", monitor: "Monitor", slo: "SLO" };

/** Where what is missing can be added. */
export function remedyHref({ kind, gap, slug, team }: BlindSpot): string {
  if (kind === "monitor") return `/monitors/${slug}`;
  if (kind === "slo") return `/slos/${slug}`;
  if (gap === "no_on_call") return team === null ? `/services/${slug}` : "/alerts/on-call";
  if (gap === "no_slo") return `/slos/new?service=${encodeURIComponent(slug)}`;
  return gap === "no_runbook" ? "/runbooks" : gap === "no_monitor" ? "/monitors" : `/services/${slug}`;
}

export const hrefOf = ({ kind, slug }: BlindSpot): string => `/${kind === "service" ? "services" : kind === "monitor" ? "monitors" : "slos"}/${slug}`;
