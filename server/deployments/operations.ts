import "server-only";
import { defineOperation } from "../platform/registry";
import {
  createCycleInput, cycleHistoryInput, cycleHistoryOutput, cycleOutput, deploymentDetailSchema, deploymentIdInput, doneCycleInput, figuresInput, figuresOutput, listDeploymentsInput, listDeploymentsOutput, listUpdatesInput, listUpdatesOutput, removeCycleInput, reportDeploymentInput,
  reportedOutput, updateCycleInput, whatChangedInput, whatChangedOutput,
} from "./contract";
import { getDeployment, getFigures, listDeployments } from "./read-deployments";
import { reportDeployment } from "./report-deployment";
import { createCycle, cycleHistory, doneCycle, listUpdates, removeCycle, updateCycle } from "./update-cycles";
import { whatChanged } from "./what-changed";

const read = { permission: "deployments.read", effect: "read" } as const;
const plan = { permission: "maintenance.write", effect: "write" } as const;

export const deploymentsOperations = {
  list: defineOperation({ ...read, summary: "List deployments with service, release, outcome, lead time and time to restore", rest: "GET /deployments", input: listDeploymentsInput, output: listDeploymentsOutput, run: listDeployments }),
  figures: defineOperation({ ...read, summary: "Deployment frequency, lead time, change failure rate and time to restore, beside the time before", cost: "normal", rest: "GET /deployment-figures", input: figuresInput, output: figuresOutput, run: getFigures }),
  get: defineOperation({ ...read, summary: "One deployment: commit, outcome, incident, and those before and after it", rest: "GET /deployments/{id}", input: deploymentIdInput, output: deploymentDetailSchema, run: getDeployment }),
  report: defineOperation({ permission: "deployments.push", effect: "write", summary: "Tell of a deployment, or what became of one told before (by the same source key)", rest: "POST /deployments", input: reportDeploymentInput, output: reportedOutput, run: reportDeployment }),
  whatChanged: defineOperation({ permission: "catalog.read", effect: "read", cost: "normal", summary: "What changed before an incident, an alert or an instant: deployments, planned work, changes, configuration, incidents, alerts and freezes, of a service and what it depends on", rest: "GET /what-changed", input: whatChangedInput, output: whatChangedOutput, run: whatChanged }),
};

export const updatesOperations = {
  list: defineOperation({ permission: "maintenance.read", effect: "read", summary: "Update cycles with when each is due, what is overdue first", rest: "GET /update-cycles", input: listUpdatesInput, output: listUpdatesOutput, run: listUpdates }),
  history: defineOperation({ permission: "maintenance.read", effect: "read", summary: "When an update was made, by whom", rest: "GET /update-cycles/{id}/history", input: cycleHistoryInput, output: cycleHistoryOutput, run: cycleHistory }),
  create: defineOperation({ ...plan, summary: "Plan an update that comes again and again", rest: "POST /update-cycles", input: createCycleInput, output: cycleOutput, run: createCycle }),
  update: defineOperation({ ...plan, summary: "Change an update cycle", rest: "PATCH /update-cycles/{id}", input: updateCycleInput, output: cycleOutput, run: updateCycle }),
  done: defineOperation({ ...plan, summary: "Say that an update was made", rest: "POST /update-cycles/{id}/done", input: doneCycleInput, output: cycleOutput, run: doneCycle }),
  remove: defineOperation({ ...plan, summary: "Remove an update cycle", rest: "DELETE /update-cycles/{id}", input: removeCycleInput, output: cycleOutput, run: removeCycle }),
};
