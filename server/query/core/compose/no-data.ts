import type { QueryPlan, Span } from "../../contract";
import { describeRange, overlaps, type Coverage } from "../period";
import { inSentence } from "../vocabulary";
import { quiet, text } from "./evidence";

/** What was asked for, and the span of the data behind it. */
export interface Asked {
  label: string;
  domain: string;
  coverage: Coverage;
  /** The portal holds nothing at all of the domain. */
  isDomainEmpty: boolean;
}

const howToBegin: Readonly<Record<string, string>> = {
  tickets: " Import a service-desk log, and this question has an answer.",
  monitors: " Import uptime checks, and this question has an answer.",
  catalog: " Add services, teams and customers to the catalogue, and this question has an answer.",
  knowledge: " Import runbooks, and this question has an answer.",
};

/** Says that there is nothing to compute from: no records at all, or none in the period, and where there are some. */
export function noDataHeadline({ plan, zone }: { plan: QueryPlan; zone: string }, asked: readonly Asked[]): Span[] {
  const [first] = asked;
  if (!first) return [text("There is no data for this.")];
  if (first.coverage === null) return [text(`The portal holds no records for ${inSentence(first.label)} yet.`), quiet(first.isDomainEmpty ? (howToBegin[first.domain] ?? "") : "")];
  const isNarrowed = plan.entities.length + plan.filters.length > 0;
  if (isNarrowed && (plan.time === null || overlaps(plan.time, first.coverage))) return [text(`No record matches all that the question names${plan.time?.explicit ? ` for ${plan.time.label}` : ""}.`), quiet(` The records run from ${describeRange(first.coverage, zone)}.`)];
  const period = plan.time?.explicit ? `for ${plan.time.label}` : "for this";
  return [text(`There is no data ${period}.`), quiet(` Its data runs from ${describeRange(first.coverage, zone)}.`)];
}

/** Phrases with digits that it may hold: the period that was asked for, and the days of the records. */
export const noDataPhrases = ({ plan, zone }: { plan: QueryPlan; zone: string }, asked: readonly Asked[]): string[] =>
  [plan.time?.label ?? "", ...asked.flatMap(({ label, coverage }) => [inSentence(label), ...(coverage === null ? [] : [describeRange(coverage, zone)])])];
