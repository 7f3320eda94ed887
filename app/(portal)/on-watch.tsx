import { FiringCard } from "@/components/alerts/firing-card";
import { OpenIncidentsCard, OverdueActionsCard } from "@/components/incidents/home-cards";
import { BudgetsAtRisk } from "@/components/slo/budgets-at-risk";
import { pageCall, type PageContext } from "@/server/api/page";
import { alertsOperations } from "@/server/alerts";
import { incidentsOperations } from "@/server/incidents";
import { sloOperations } from "@/server/slo";

const shown = 5;

/** What is going on, for those who keep services running: incidents, alerts, budgets, and what is late. Nothing for whoever may see none of it, and nothing before there is any of it. */
export async function OnWatch({ context: { actor, now } }: { context: PageContext }) {
  const can = { incidents: actor.permissions.has("incidents.read"), alerts: actor.permissions.has("alerts.read"), slos: actor.permissions.has("slo.read") };
  const [incidents, actions, firing, slos] = await Promise.all([
    can.incidents ? pageCall(incidentsOperations.list, { status: "open", sort: "severity", limit: shown }) : null,
    can.incidents ? pageCall(incidentsOperations.actions, { state: "overdue", limit: shown }) : null,
    can.alerts ? pageCall(alertsOperations.groups, {}) : null,
    can.slos ? pageCall(sloOperations.list, { sort: "remaining", limit: shown }) : null,
  ]);
  const held = (incidents?.items.length ?? 0) + (actions?.items.length ?? 0) + (firing?.items.length ?? 0) + (slos?.items.length ?? 0);
  if (held === 0) return null;
  const reader = { now, zone: actor.zone };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-2">
      {incidents === null ? null : <OpenIncidentsCard incidents={incidents.items} open={incidents.open} reader={reader} />}
      {firing === null ? null : <FiringCard groups={firing.items} reader={reader} />}
      {slos === null ? null : <BudgetsAtRisk rows={slos.items.filter(({ remaining }) => remaining !== null)} />}
      {actions === null ? null : <OverdueActionsCard actions={actions.items} />}
    </div>
  );
}
