import "server-only";
import { z } from "zod";
import { defineOperation } from "../platform/registry";
import { changeStatus, updateIncident } from "./change-incident";
import {
  actionOutput, addActionInput, addEntryInput, changeActionInput, changedIncidentOutput, changeStatusInput, declareIncidentInput, entryOutput, getIncidentInput, incidentCourseOutput, incidentDetailSchema, linkAlertInput, linkTicketInput, listActionsInput,
  listActionsOutput, listIncidentsInput, listIncidentsOutput, listPeopleOutput, savePostmortemInput, updateIncidentInput,
} from "./contract";
import { declareIncident } from "./declare-incident";
import { getCourse, getIncident, listActions, listIncidents, listPeople } from "./read-incidents";
import { savePostmortem } from "./save-postmortem";
import { addAction, addEntry, changeAction, linkAlert, linkTicket, unlinkTicket } from "./work-on-incident";

const read = { permission: "incidents.read", effect: "read" } as const;
const write = { permission: "incidents.write", effect: "write" } as const;
const linkedOutput = z.object({ number: z.number().int(), ticket: z.string() });

export const incidentsOperations = {
  list: defineOperation({ ...read, summary: "List incidents with severity, state, times and what is still to do", rest: "GET /incidents", input: listIncidentsInput, output: listIncidentsOutput, run: listIncidents }),
  get: defineOperation({ ...read, summary: "One incident: timeline, services, alerts, tickets, actions, postmortem, earlier ones like it", rest: "GET /incidents/{number}", input: getIncidentInput, output: incidentDetailSchema, run: getIncident }),
  course: defineOperation({ ...read, summary: "How the SLI that an incident hit most went before, during and after it", rest: "GET /incidents/{number}/course", input: getIncidentInput, output: incidentCourseOutput, run: getCourse }),
  actions: defineOperation({ ...read, summary: "Follow-up actions of incidents: open, overdue or done", rest: "GET /incident-actions", input: listActionsInput, output: listActionsOutput, run: listActions }),
  people: defineOperation({ ...read, summary: "People that an action or a role of an incident can be given to", rest: "GET /incident-people", input: z.object({}), output: listPeopleOutput, run: listPeople }),
  declare: defineOperation({ ...write, summary: "Declare an incident, by hand or from alerts", rest: "POST /incidents", input: declareIncidentInput, output: changedIncidentOutput, run: declareIncident }),
  changeStatus: defineOperation({ ...write, summary: "Move an incident on, or back to work", rest: "POST /incidents/{number}/status", input: changeStatusInput, output: changedIncidentOutput, run: changeStatus }),
  update: defineOperation({ ...write, summary: "Change an incident's title, severity, services, roles or cause", rest: "PATCH /incidents/{number}", input: updateIncidentInput, output: changedIncidentOutput, run: updateIncident }),
  addEntry: defineOperation({ ...write, summary: "Add a note or a stakeholder update to the timeline", rest: "POST /incidents/{number}/entries", input: addEntryInput, output: entryOutput, run: addEntry }),
  addAction: defineOperation({ ...write, summary: "Add a task or a follow-up action", rest: "POST /incidents/{number}/actions", input: addActionInput, output: actionOutput, run: addAction }),
  changeAction: defineOperation({ ...write, summary: "Change an action or tick it off", rest: "PATCH /incident-actions/{id}", input: changeActionInput, output: actionOutput, run: changeAction }),
  linkAlert: defineOperation({ ...write, summary: "Link an alert to an incident: the incident counts as an acknowledgement of its group", rest: "POST /incidents/{number}/alerts", input: linkAlertInput, output: z.object({ number: z.number().int(), alert: z.number().int() }), run: linkAlert }),
  linkTicket: defineOperation({ ...write, summary: "Link a ticket to an incident", rest: "POST /incidents/{number}/tickets", input: linkTicketInput, output: linkedOutput, run: linkTicket }),
  unlinkTicket: defineOperation({ ...write, summary: "Unlink a ticket from an incident", rest: "DELETE /incidents/{number}/tickets/{ticket}", input: linkTicketInput, output: linkedOutput, run: unlinkTicket }),
  savePostmortem: defineOperation({ ...write, summary: "Save, send for review or publish the postmortem", rest: "POST /incidents/{number}/postmortem", input: savePostmortemInput, output: z.object({ number: z.number().int(), version: z.number().int() }), run: savePostmortem }),
};
