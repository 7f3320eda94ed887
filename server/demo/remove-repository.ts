import "server-only";
import type { Tx } from "../platform/db";

const count = async (affected: Promise<number>): Promise<number> => Number(await affected);

/** Teams, services and customers of the demo that real rows have come to refer to: taking them away would damage those rows, so they become real. */
export async function adoptReferenced(tx: Tx): Promise<number> {
  const plans = await count(tx.$executeRaw`update change_plan set is_demo = false where is_demo and exists (select 1 from change_run r where r.plan_id = change_plan.id and not r.is_demo)`);
  const documents = await count(tx.$executeRaw`update document set is_demo = false where is_demo and exists (select 1 from runbook_run r where r.document_id = document.id and not r.is_demo)`);
  const spaces = await count(tx.$executeRaw`update document_space set is_demo = false where is_demo and exists (select 1 from document d where d.space_id = document_space.id and not d.is_demo)`);
  const services = await count(tx.$executeRaw`
    update service set is_demo = false where is_demo and (
      exists (select 1 from ticket t where t.service_id = service.id and not t.is_demo) or exists (select 1 from monitor m where m.service_id = service.id and not m.is_demo)
      or exists (select 1 from document d where d.service_id = service.id and not d.is_demo) or exists (select 1 from slo where slo.service_id = service.id and not slo.is_demo) or exists (select 1 from alert a where a.service_id = service.id and not a.is_demo)
      or exists (select 1 from deployment d where d.service_id = service.id and not d.is_demo) or exists (select 1 from update_cycle u where u.service_id = service.id and not u.is_demo)
      or exists (select 1 from incident_service x join incident i on i.id = x.incident_id where x.service_id = service.id and not i.is_demo) or exists (select 1 from change_plan p where p.service_id = service.id and not p.is_demo)
      or exists (select 1 from service_dependency d join service s on s.id = d.service_id where d.depends_on_id = service.id and not s.is_demo)
      or exists (select 1 from customer_service cs join customer c on c.id = cs.customer_id where cs.service_id = service.id and not c.is_demo))`);
  const customers = await count(tx.$executeRaw`
    update customer set is_demo = false where is_demo and (exists (select 1 from ticket t where t.customer_id = customer.id and not t.is_demo) or exists (select 1 from app_user u where u.customer_id = customer.id and not u.is_demo))`);
  const teams = await count(tx.$executeRaw`
    update team set is_demo = false where is_demo and (
      exists (select 1 from ticket t where t.team_id = team.id and not t.is_demo) or exists (select 1 from service s where s.owner_team_id = team.id and not s.is_demo) or exists (select 1 from slo where slo.owner_team_id = team.id and not slo.is_demo) or exists (select 1 from alert a where a.team_id = team.id and not a.is_demo) or exists (select 1 from rota r where r.team_id = team.id and r.id not like 'rota_demo_%') or exists (select 1 from update_cycle u where u.owner_team_id = team.id and not u.is_demo)
      or exists (select 1 from incident i where i.team_id = team.id and not i.is_demo)
      or exists (select 1 from ticket_event e join ticket t on t.id = e.ticket_id where (e.team_id = team.id or e.from_team_id = team.id) and not t.is_demo)
      or exists (select 1 from team_member m join app_user u on u.id = m.user_id where m.team_id = team.id and not u.is_demo))`);
  const calendars = await count(tx.$executeRaw`update business_calendar set is_demo = false where is_demo and exists (select 1 from sla_policy p where p.calendar_id = business_calendar.id and not p.is_demo)`);
  return plans + documents + spaces + services + customers + teams + calendars;
}

async function deleteChanges(tx: Tx): Promise<Record<string, number>> {
  return {
    run_step: await count(tx.$executeRaw`delete from run_step where run_type = 'change' and run_id in (select id from change_run where is_demo) or run_type = 'runbook' and run_id in (select id from runbook_run where is_demo)`),
    change_run_event: await count(tx.$executeRaw`delete from change_run_event where run_id in (select id from change_run where is_demo)`),
    change_evidence: await count(tx.$executeRaw`delete from change_evidence where is_demo`),
    change_run: await count(tx.$executeRaw`delete from change_run where is_demo`),
    plan_approval: await count(tx.$executeRaw`delete from approval where subject_type = 'plan' and subject_id in (select id from change_plan where is_demo)`),
    change_plan: await count(tx.$executeRaw`delete from change_plan where is_demo`),
  };
}

async function deleteIncidents(tx: Tx): Promise<Record<string, number>> {
  return {
    incident_event: await count(tx.$executeRaw`delete from incident_event where incident_id in (select id from incident where is_demo)`),
    incident_ticket: await count(tx.$executeRaw`delete from incident_ticket where incident_id in (select id from incident where is_demo)`),
    postmortem: await count(tx.$executeRaw`delete from postmortem where incident_id in (select id from incident where is_demo)`),
    action_item: await count(tx.$executeRaw`delete from action_item where is_demo or incident_id in (select id from incident where is_demo)`),
    incident: await count(tx.$executeRaw`delete from incident where is_demo`),
  };
}

async function deleteMaintenance(tx: Tx): Promise<Record<string, number>> {
  return {
    freeze_exception: await count(tx.$executeRaw`delete from freeze_exception where freeze_id in (select id from "freeze" where is_demo) or window_id in (select id from maintenance_window where is_demo)`),
    approval: await count(tx.$executeRaw`delete from approval where subject_type = 'window' and subject_id in (select id from maintenance_window where is_demo)`),
    maintenance_event: await count(tx.$executeRaw`delete from maintenance_event where window_id in (select id from maintenance_window where is_demo)`),
    maintenance_window: await count(tx.$executeRaw`delete from maintenance_window where is_demo`),
    maintenance_series: await count(tx.$executeRaw`delete from maintenance_series where is_demo`),
    freeze: await count(tx.$executeRaw`delete from "freeze" where is_demo`),
  };
}

async function deleteDeployments(tx: Tx): Promise<Record<string, number>> {
  return {
    deployment: await count(tx.$executeRaw`delete from deployment where is_demo`),
    update_cycle: await count(tx.$executeRaw`delete from update_cycle where is_demo`),
  };
}

async function deleteReliability(tx: Tx): Promise<Record<string, number>> {
  return {
    status_component: await count(tx.$executeRaw`delete from status_component where is_demo`),
    delivery: await count(tx.$executeRaw`delete from delivery where id like 'dlv_demo_%'`),
    alert_event: await count(tx.$executeRaw`delete from alert_event using alert a where a.id = alert_event.alert_id and a.is_demo`),
    alert: await count(tx.$executeRaw`delete from alert where is_demo`),
    sli_hour: await count(tx.$executeRaw`delete from sli_hour where slo_key in (select key from slo where is_demo)`),
    sli_batch: await count(tx.$executeRaw`delete from sli_batch where slo_key in (select key from slo where is_demo)`),
    sli_day: await count(tx.$executeRaw`delete from sli_day where slo_key in (select key from slo where is_demo)`),
    slo_event: await count(tx.$executeRaw`delete from slo_event where slo_id in (select id from slo where is_demo)`),
    slo: await count(tx.$executeRaw`delete from slo where is_demo`),
    check_result: await count(tx.$executeRaw`delete from check_result where monitor_key in (select key from monitor where is_demo)`),
    outage: await count(tx.$executeRaw`delete from outage where monitor_key in (select key from monitor where is_demo)`),
    monitor: await count(tx.$executeRaw`delete from monitor where is_demo`),
  };
}

async function deleteRunbookRuns(tx: Tx): Promise<Record<string, number>> {
  return {
    runbook_run_event: await count(tx.$executeRaw`delete from runbook_run_event where run_id in (select id from runbook_run where is_demo)`),
    runbook_run: await count(tx.$executeRaw`delete from runbook_run where is_demo`),
  };
}

async function deleteDesk(tx: Tx): Promise<Record<string, number>> {
  return {
    ticket_event: await count(tx.$executeRaw`delete from ticket_event using ticket t where t.id = ticket_event.ticket_id and t.is_demo`),
    ticket_message: await count(tx.$executeRaw`delete from ticket_message using ticket t where t.id = ticket_message.ticket_id and t.is_demo`),
    ticket_rating: await count(tx.$executeRaw`delete from ticket_rating using ticket t where t.id = ticket_rating.ticket_id and t.is_demo`),
    macro: await count(tx.$executeRaw`delete from macro where is_demo`),
    saved_view: await count(tx.$executeRaw`delete from saved_view using app_user u where u.id = saved_view.user_id and u.is_demo`),
    ticket: await count(tx.$executeRaw`delete from ticket where is_demo`),
    sla_history: await count(tx.$executeRaw`delete from sla_history where subject_id in (select id from sla_policy where is_demo) or subject_id in (select id from business_calendar where is_demo)`),
    support_level: await count(tx.$executeRaw`delete from support_level where is_demo`),
    escalation_policy: await count(tx.$executeRaw`delete from escalation_policy where is_demo`),
    sla_policy: await count(tx.$executeRaw`delete from sla_policy where is_demo`),
    business_calendar: await count(tx.$executeRaw`delete from business_calendar where is_demo`),
  };
}

/** Deletes every row that is marked as demo, and what hangs on it; what refers to something goes before it. */
export async function deleteDemoRows(tx: Tx): Promise<Record<string, number>> {
  return {
    ...(await deleteDeployments(tx)),
    ...(await deleteChanges(tx)),
    ...(await deleteMaintenance(tx)),
    rota: await count(tx.$executeRaw`delete from rota where id like 'rota_demo_%'`),
    ...(await deleteIncidents(tx)),
    ...(await deleteReliability(tx)),
    ...(await deleteDesk(tx)),
    ...(await deleteRunbookRuns(tx)),
    document_request: await count(tx.$executeRaw`delete from document_request where id like 'drq_demo_%'`),
    document: await count(tx.$executeRaw`delete from document where is_demo`),
    document_space: await count(tx.$executeRaw`delete from document_space where is_demo`),
    app_user: await count(tx.$executeRaw`delete from app_user where is_demo`),
    goal: await count(tx.$executeRaw`delete from goal where is_demo`),
    customer: await count(tx.$executeRaw`delete from customer where is_demo`),
    service: await count(tx.$executeRaw`delete from service where is_demo`),
    team: await count(tx.$executeRaw`delete from team where is_demo`),
  };
}
