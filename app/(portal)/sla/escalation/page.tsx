import type { Metadata } from "next";
import { BouncedTable, EscalationPolicies, LevelCards, TakenTable } from "@/components/sla/escalation-cards";
import { EscalationSheet } from "@/components/sla/escalation-sheet";
import { pageCall, pageContext } from "@/server/api/page";
import { slaOperations } from "@/server/sla";
import { SlaPage } from "../sla-page";

export const metadata: Metadata = { title: "Escalation" };

export default async function EscalationPage() {
  const { actor, now } = await pageContext();
  const canWrite = actor.permissions.has("sla.write");
  const [overview, choices] = await Promise.all([pageCall(slaOperations.escalation, {}), canWrite ? pageCall(slaOperations.choices, {}) : null]);
  const reader = { now, zone: actor.zone, choices, canAcknowledge: actor.permissions.has("tickets.write") };
  return (
    <SlaPage current="escalation" title="Escalation" description="Who takes over when time or a condition says so, and what came of it." actions={choices ? <EscalationSheet choices={choices} /> : undefined}>
      <LevelCards levels={overview.levels} choices={choices} />
      <EscalationPolicies policies={overview.policies} choices={choices} />
      <TakenTable taken={overview.taken} reader={reader} />
      <BouncedTable bounced={overview.bounced} />
    </SlaPage>
  );
}
