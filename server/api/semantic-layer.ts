import "server-only";
import type { SemanticLayer } from "#core/query";
import { alertMetrics, alertSubjects } from "../alerts/metrics";
import { blindSpotMetrics, blindSpotSubjects } from "../blind-spots/metrics";
import { fillGoals } from "../catalog/goal-progress";
import { catalogMetrics, catalogSubjects } from "../catalog/metrics";
import { deploymentMetrics, deploymentSubjects } from "../deployments/metrics";
import { incidentMetrics, incidentSubjects } from "../incidents/metrics";
import { knowledgeMetrics, knowledgeSubjects } from "../knowledge/metrics";
import { runbookMetrics } from "../runbooks/metrics";
import { maintenanceMetrics, maintenanceSubjects } from "../maintenance/metrics";
import { monitorMetrics, monitorSubjects } from "../monitors/metrics";
import { queryMetrics } from "../query/metrics";
import { sloMetrics, sloSubjects } from "../slo/metrics";
import { ticketMetrics, ticketSubjects } from "../tickets/metrics";

/** What can be asked: each capability's part, put together. */
export const semanticLayer: SemanticLayer = {
  metrics: [...ticketMetrics, ...monitorMetrics, ...catalogMetrics, ...knowledgeMetrics, ...runbookMetrics, ...sloMetrics, ...incidentMetrics, ...alertMetrics, ...blindSpotMetrics, ...maintenanceMetrics, ...deploymentMetrics, ...queryMetrics],
  subjects: [...ticketSubjects, ...monitorSubjects, ...catalogSubjects.map((subject) => (subject.id === "goal" ? { ...subject, fill: fillGoals(() => semanticLayer) } : subject)), ...knowledgeSubjects, ...sloSubjects, ...incidentSubjects, ...alertSubjects, ...blindSpotSubjects, ...maintenanceSubjects, ...deploymentSubjects],
};
