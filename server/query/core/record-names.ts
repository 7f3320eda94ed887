/** Records whose id with an "s" is no plural that a person would say. */
const irregular: Readonly<Record<string, string>> = {
  action: "follow-up actions", budget: "error budgets", change_before: "what changed before", free_slot: "best times for work", incident_story: "incidents", rota: "on-call rotas",
  postmortem: "reviews of incidents", promise: "promises of the portal", release_advice: "advice on a release", slo: "SLOs", window_advice: "advice on a planned window",
};

/** What the records of a subject are called where a reading is told: "tickets", "what changed before". */
export const recordNames = (subject: string): string => irregular[subject] ?? `${subject.replaceAll("_", " ")}s`;
