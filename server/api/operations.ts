import "server-only";
import { accountsOperations } from "../accounts";
import { alertRuleOperations, alertsOperations } from "../alerts";
import { blindSpotsOperations } from "../blind-spots";
import { catalogOperations, goalProgressOperations } from "../catalog";
import { changesOperations } from "../changes";
import { demoOperations } from "../demo";
import { deploymentsOperations, updatesOperations } from "../deployments";
import { incidentsOperations } from "../incidents";
import { knowledgeOperations } from "../knowledge";
import { mailboxOperations } from "../mailbox";
import { maintenanceOperations } from "../maintenance";
import { monitorsOperations } from "../monitors/operations";
import { nameOperations, type OperationMap } from "../platform/registry";
import { queryOperations } from "../query";
import { runbooksOperations } from "../runbooks";
import { searchOperations } from "../search";
import { slaOperations } from "../sla";
import { sloOperations } from "../slo";
import { statusOperations } from "../status";
import { ticketsOperations } from "../tickets/operations";
import { webhooksOperations } from "../webhooks";
import { leaderHome } from "./home-operation";
import { platformOperations } from "./platform-operations";
import { semanticLayer } from "./semantic-layer";

/** The registry: every operation of the portal by capability. Each face is made from this and from nothing else. */
export const operations = {
  accounts: accountsOperations,
  alerts: { ...alertsOperations, ...alertRuleOperations(semanticLayer) },
  blindSpots: blindSpotsOperations,
  catalog: { ...catalogOperations, ...goalProgressOperations(semanticLayer) },
  changes: changesOperations,
  demo: demoOperations,
  deployments: deploymentsOperations,
  incidents: incidentsOperations,
  knowledge: knowledgeOperations,
  mailbox: mailboxOperations,
  maintenance: maintenanceOperations,
  monitors: monitorsOperations,
  platform: platformOperations,
  query: { ...queryOperations(semanticLayer), home: leaderHome },
  runbooks: runbooksOperations,
  search: searchOperations,
  sla: slaOperations,
  slo: sloOperations,
  status: statusOperations,
  tickets: ticketsOperations,
  updates: updatesOperations,
  webhooks: webhooksOperations,
} satisfies Record<string, OperationMap>;

nameOperations(operations);
