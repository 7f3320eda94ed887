import "server-only";
import { defineOperation } from "../platform/registry";
import { acknowledgeStep, createEscalation, retireEscalation, setLevel, updateEscalation } from "./change-escalation";
import { acknowledgedOutput, acknowledgeStepInput, escalationDefinition, escalationOutput, listPoliciesInput, retireEscalationInput, ruleChangedOutput, setLevelInput, ticketStepsInput, ticketStepsOutput, updateEscalationInput } from "./contract";
import { listTicketSteps, readEscalation } from "./read-escalation";

const read = { permission: "sla.read", effect: "read", cost: "normal" } as const;
const write = { permission: "sla.write", effect: "write" } as const;

export const escalationOperations = {
  escalation: defineOperation({ ...read, summary: "Support levels, escalation policies, the steps that were taken, and tickets that bounce", rest: "GET /sla/escalation", input: listPoliciesInput, output: escalationOutput, run: readEscalation }),
  ticketSteps: defineOperation({ ...read, summary: "The escalations of a ticket", rest: "GET /tickets/{number}/escalations", input: ticketStepsInput, output: ticketStepsOutput, run: listTicketSteps }),
  createEscalation: defineOperation({ ...write, summary: "Add an escalation policy", rest: "POST /sla/escalation", input: escalationDefinition, output: ruleChangedOutput, run: createEscalation }),
  updateEscalation: defineOperation({ ...write, summary: "Change an escalation policy", rest: "PATCH /sla/escalation/{id}", input: updateEscalationInput, output: ruleChangedOutput, run: updateEscalation }),
  retireEscalation: defineOperation({ ...write, summary: "Retire an escalation policy", rest: "DELETE /sla/escalation/{id}", input: retireEscalationInput, output: ruleChangedOutput, run: retireEscalation }),
  setLevel: defineOperation({ ...write, summary: "Say what a support level is for and who works there", rest: "POST /sla/levels/{id}", input: setLevelInput, output: ruleChangedOutput, run: setLevel }),
  acknowledgeStep: defineOperation({ ...write, permission: "tickets.write", summary: "Say that an escalation has reached you", rest: "POST /sla/escalations/{id}/acknowledge", input: acknowledgeStepInput, output: acknowledgedOutput, run: acknowledgeStep }),
};
