import "server-only";
import { defineOperation } from "../platform/registry";
import { checkClocks } from "./check-clocks";
import { createCalendar, createPolicy, retirePolicy, updateCalendar, updatePolicy } from "./change-rules";
import { agreementOutput, checkClocksInput, checkClocksOutput, choicesOutput, createCalendarInput, createPolicyInput, explainInput, explainOutput, listCalendarsInput, listCalendarsOutput, listDueInput, listDueOutput, listPoliciesInput, listPoliciesOutput, previewInput, previewOutput, retirePolicyInput, ruleChangedOutput, slaReportInput, slaReportOutput, updateCalendarInput, updatePolicyInput } from "./contract";
import { escalationOperations } from "./escalation-operations";
import { explainClocks } from "./explain-clocks";
import { listDue } from "./list-due";
import { listCalendars, listPolicies, requireDesk } from "./list-rules";
import { previewPromise } from "./preview-promise";
import { reportAgreement } from "./report-agreement";
import { reportCompliance } from "./report-compliance";
import { readChoices } from "./rules-repository";

const read = { permission: "sla.read", effect: "read", cost: "normal" } as const;
const write = { permission: "sla.write", effect: "write" } as const;

export const slaOperations = {
  ...escalationOperations,
  listCalendars: defineOperation({ ...read, summary: "Business calendars: hours, holidays and zone, and whether they are open now", rest: "GET /sla/calendars", input: listCalendarsInput, output: listCalendarsOutput, run: listCalendars }),
  createCalendar: defineOperation({ ...write, summary: "Add a business calendar", rest: "POST /sla/calendars", input: createCalendarInput, output: ruleChangedOutput, run: createCalendar }),
  updateCalendar: defineOperation({ ...write, summary: "Change a business calendar from an instant on", rest: "PATCH /sla/calendars/{id}", input: updateCalendarInput, output: ruleChangedOutput, run: updateCalendar }),
  listPolicies: defineOperation({ ...read, summary: "Service level policies in the order in which they are asked, with their targets and open clocks", rest: "GET /sla/policies", input: listPoliciesInput, output: listPoliciesOutput, run: listPolicies }),
  createPolicy: defineOperation({ ...write, summary: "Add a service level policy", rest: "POST /sla/policies", input: createPolicyInput, output: ruleChangedOutput, run: createPolicy }),
  updatePolicy: defineOperation({ ...write, summary: "Change a service level policy from an instant on", rest: "PATCH /sla/policies/{id}", input: updatePolicyInput, output: ruleChangedOutput, run: updatePolicy }),
  retirePolicy: defineOperation({ ...write, summary: "Retire a service level policy: from now on it promises nothing", rest: "DELETE /sla/policies/{id}", input: retirePolicyInput, output: ruleChangedOutput, run: retirePolicy }),
  choices: defineOperation({
    ...read, permission: "sla.write", summary: "Customers, services, categories, teams and people that policies and escalation can name", rest: "GET /sla/choices", input: listPoliciesInput, output: choicesOutput,
    run: (_input, ctx) => {
      requireDesk(ctx);
      return readChoices();
    },
  }),
  preview: defineOperation({ ...read, summary: "What would be promised for a ticket with these properties, and when it would be due", rest: "GET /sla/preview", input: previewInput, output: previewOutput, run: previewPromise }),
  listDue: defineOperation({ ...read, summary: "Open promises by when they are due, with the chance that each will be broken", rest: "GET /sla/due", input: listDueInput, output: listDueOutput, run: listDue }),
  report: defineOperation({ ...read, summary: "Promises kept and broken in a period, by policy, team or another group, and the ages of open tickets", rest: "GET /sla/report", input: slaReportInput, output: slaReportOutput, run: reportCompliance }),
  agreement: defineOperation({ ...read, summary: "How far the history and the verdict of imported tickets agree with the word of their source, with the causes of differences", rest: "GET /sla/agreement", input: listCalendarsInput, output: agreementOutput, run: reportAgreement }),
  explain: defineOperation({ ...read, permission: "tickets.read", summary: "The clocks of a ticket with the walk through its log that led to them", rest: "GET /tickets/{number}/clocks", input: explainInput, output: explainOutput, run: explainClocks }),
  checkClocks: defineOperation({
    ...write, cost: "heavy", summary: "Compute every ticket clock anew from its log and replace those that differ", rest: "POST /sla/check", input: checkClocksInput, output: checkClocksOutput,
    run: (_input, ctx) => {
      requireDesk(ctx);
      return checkClocks(ctx);
    },
  }),
};
