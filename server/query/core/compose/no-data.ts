import type { QueryPlan, Span } from "../../contract";
import { describeRange, type Coverage } from "../period";
import { quiet, text } from "./evidence";

const howToBegin: Readonly<Record<string, string>> = {
  tickets: " Import a service-desk log, and this question has an answer.",
  monitors: " Import uptime checks, and this question has an answer.",
  catalog: " Add services, teams and customers to the catalogue, and this question has an answer.",
  knowledge: " Import runbooks, and this question has an answer.",
};

/** Says that there is nothing to compute from: no records at all, or none in the period, and where there are some. */
export function noDataHeadline({ plan, zone }: { plan: QueryPlan; zone: string }, coverages: readonly { domain: string; coverage: Coverage }[]): Span[] {
  const [first] = coverages;
  if (!first) return [text("There is no data for this.")];
  if (first.coverage === null) return [text(`The portal holds no ${first.domain === "knowledge" ? "runbook" : first.domain} data for this yet.`), quiet(howToBegin[first.domain] ?? "")];
  const period = plan.time?.explicit ? `for ${plan.time.label}` : "for this";
  return [text(`There is no data ${period}.`), quiet(` The ${first.domain} data runs from ${describeRange(first.coverage, zone)}.`)];
}
