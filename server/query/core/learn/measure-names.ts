const sameWords: Readonly<Record<string, string>> = { outage_count: "incident_count", outage_minutes: "incident_minutes", latency: "latency_p95" };

/** What monitors saw is asked for in the words of incidents; the plan tells them apart afterwards. */
export const coreMeasure = (id: string): string => sameWords[id] ?? id;
