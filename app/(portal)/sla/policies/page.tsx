import type { Metadata } from "next";
import type { SlaChoices } from "#contract/sla";
import { EmptyState } from "@/components/kit/empty-state";
import type { PageParams } from "@/components/kit/with-params";
import { PoliciesTable } from "@/components/sla/policies-table";
import { PolicySheet } from "@/components/sla/policy-sheet";
import { PromisePreview } from "@/components/sla/promise-preview";
import { pageCall, pageContext } from "@/server/api/page";
import { slaOperations } from "@/server/sla";
import { SlaPage } from "../sla-page";

export const metadata: Metadata = { title: "Service level policies" };

const one = (value: PageParams[string]): string | null => (typeof value === "string" && value !== "" ? value.slice(0, 200) : null);

/** What a ticket may be said to be like. */
const asked = ["priority", "tier", "customer", "service", "level"] as const;

// Names of customers and people are for those who write policies.
const noChoices: SlaChoices = { customers: [], services: [], categories: [], teams: [], people: [] };

export default async function PoliciesPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const params = await searchParams;
  const { actor } = await pageContext();
  const canWrite = actor.permissions.has("sla.write");
  const [{ items: policies }, { items: calendars }, choices, preview] = await Promise.all([
    pageCall(slaOperations.listPolicies, {}), pageCall(slaOperations.listCalendars, {}), canWrite ? pageCall(slaOperations.choices, {}) : noChoices,
    pageCall(slaOperations.preview, { priority: one(params.priority), customerTier: one(params.tier), customerId: one(params.customer), serviceId: one(params.service), level: one(params.level) }),
  ]);
  const add = canWrite && calendars.length > 0 ? <PolicySheet choices={choices} calendars={calendars} /> : undefined;
  const empty = <EmptyState kind="none" title="No policy yet">{calendars.length === 0 ? "A policy counts by a calendar: add one first." : "Without one nothing is promised, and no ticket has a clock."}</EmptyState>;
  return (
    <SlaPage current="policies" title="Policies" description="What is promised to whom. They are asked from top to bottom; the first that fits a ticket holds." actions={add}>
      {policies.length === 0 ? null : <PromisePreview preview={preview} choices={choices} zone={actor.zone} isAsked={asked.some((param) => one(params[param]) !== null)} />}
      <PoliciesTable policies={policies} choices={choices} calendars={calendars} canWrite={canWrite} empty={empty} />
    </SlaPage>
  );
}
