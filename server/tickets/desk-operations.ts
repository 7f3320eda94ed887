import "server-only";
import { z } from "zod";
import { statementMs, defineOperation, type Ctx } from "@/server/platform/registry";
import {
  besideOutput, bulkInput, bulkOutput, changedTicketOutput, choicesOutput, draftInput, draftOutput, idInput, idOutput, linkInput, macrosOutput, macroTextInput, macroTextOutput, numberOutput, openTicketInput, presenceInput, presenceOutput, queueCountsOutput, queueNames,
  replyInput, replyOutput, saveMacroInput, saveStatesInput, saveViewInput, statesOutput, takeBackInput, takeBackOutput, takeNextInput, takeNextOutput, threadOutput, ticketGetInput, updateTicketInput, viewsOutput, watchInput,
} from "#contract/tickets";
import { removeAttachment } from "./attach-file";
import { bulkUpdate } from "./bulk-update";
import { deleteMacro, deleteView, fillMacro, listMacros, listStates, listViews, saveMacro, saveStates, saveView } from "./desk-settings";
import { saveDraft, tellPresence } from "./keep-draft";
import { linkTicket, unlinkTicket, watchTicket } from "./link-ticket";
import { openTicket } from "./open-ticket";
import { countQueueRows } from "./queue-repository";
import { readBeside } from "./read-beside";
import { readThread } from "./read-thread";
import { listAgents, listChoices } from "./references-repository";
import { reply, takeBack } from "./reply";
import { listDeskStates } from "./state-repository";
import { takeNext } from "./take-next";
import { updateTicket } from "./update-ticket";

const read = { permission: "tickets.read", effect: "read", cost: "normal" } as const;
const work = { permission: "tickets.write", effect: "write" } as const;
const desk = { permission: "tickets.write", effect: "read", cost: "normal" } as const;
const none = z.object({});

async function choices(): Promise<z.input<typeof choicesOutput>> {
  const [states, agents, lists] = await Promise.all([listDeskStates(), listAgents(), listChoices()]);
  return { states: [...states], agents, ...lists };
}

async function queues(_input: object, ctx: Ctx): Promise<z.input<typeof queueCountsOutput>> {
  const counts = await countQueueRows({ scope: ctx.actor.scope, userId: ctx.actor.userId, at: ctx.clock.now() }, { signal: ctx.signal, timeoutMs: statementMs.normal });
  return { items: queueNames.map((queue) => ({ queue, count: counts[queue] })), nextCursor: null };
}

/** The desk at work: tickets are opened, answered, changed and linked. */
export const deskOperations = {
  thread: defineOperation({ ...read, summary: "The conversation of a ticket, its files and links; outside of the desk the public part", rest: "GET /tickets/{number}/thread", input: ticketGetInput, output: threadOutput, run: readThread }),
  beside: defineOperation({ ...read, summary: "Tickets like this one, runbooks that speak of it, and how its customer fares", rest: "GET /tickets/{number}/beside", input: ticketGetInput, output: besideOutput, run: readBeside }),
  queues: defineOperation({ ...desk, summary: "How many tickets each of the desk's lists holds for the caller", rest: "GET /tickets/queues", input: none, output: queueCountsOutput, run: queues }),
  choices: defineOperation({ ...desk, summary: "What the fields of a ticket can be set to: states, groups, people, customers, services, categories", rest: "GET /tickets/choices", input: none, output: choicesOutput, run: choices }),
  open: defineOperation({ ...work, summary: "Open a ticket", rest: "POST /tickets", input: openTicketInput, output: changedTicketOutput, run: openTicket }),
  update: defineOperation({ ...work, summary: "Change fields of a ticket", rest: "PATCH /tickets/{number}", input: updateTicketInput, output: changedTicketOutput, run: updateTicket }),
  reply: defineOperation({ ...work, summary: "Answer the requester or leave an internal note, and change the ticket with it", rest: "POST /tickets/{number}/messages", input: replyInput, output: replyOutput, run: reply }),
  takeBack: defineOperation({ ...work, summary: "Take back an answer that has not gone out", rest: "POST /tickets/{number}/messages/{messageId}/take-back", input: takeBackInput, output: takeBackOutput, run: takeBack }),
  saveDraft: defineOperation({ ...work, summary: "Keep a draft of an answer or a note, for its writer alone", rest: "POST /tickets/{number}/draft", input: draftInput, output: draftOutput, run: saveDraft }),
  presence: defineOperation({ ...work, summary: "Say that one reads or answers a ticket, and learn who else does", rest: "POST /tickets/{number}/presence", input: presenceInput, output: presenceOutput, run: tellPresence }),
  watch: defineOperation({ ...work, summary: "Follow a ticket, or stop following it", rest: "POST /tickets/{number}/watch", input: watchInput, output: numberOutput, run: watchTicket }),
  link: defineOperation({ ...work, summary: "Link a ticket to another ticket, an incident, a maintenance window, a runbook or a brief", rest: "POST /tickets/{number}/links", input: linkInput, output: numberOutput, run: linkTicket }),
  unlink: defineOperation({ ...work, summary: "Take away a link of a ticket", rest: "DELETE /tickets/{number}/links/{kind}/{target}", input: linkInput, output: numberOutput, run: unlinkTicket }),
  removeAttachment: defineOperation({ ...work, summary: "Remove a file that no message carries yet", rest: "DELETE /tickets/{number}/attachments/{id}", input: ticketGetInput.extend(idInput.shape), output: idOutput, run: removeAttachment }),
  bulkUpdate: defineOperation({ ...work, summary: "The same change for many tickets", rest: "POST /tickets/bulk", input: bulkInput, output: bulkOutput, run: bulkUpdate }),
  takeNext: defineOperation({ ...work, summary: "Take the most urgent ticket that nobody works on", rest: "POST /tickets/take-next", input: takeNextInput, output: takeNextOutput, run: takeNext }),
  macros: defineOperation({ ...desk, summary: "Canned replies and macros, the most used first", rest: "GET /ticket-macros", input: none, output: macrosOutput, run: listMacros }),
  fillMacro: defineOperation({ ...desk, summary: "A macro's text with the values of a ticket", rest: "GET /ticket-macros/{id}/text", input: macroTextInput, output: macroTextOutput, run: fillMacro }),
  saveMacro: defineOperation({ ...work, summary: "Write a macro", rest: "POST /ticket-macros", input: saveMacroInput, output: idOutput, run: saveMacro }),
  deleteMacro: defineOperation({ ...work, summary: "Delete a macro", rest: "DELETE /ticket-macros/{id}", input: idInput, output: idOutput, run: deleteMacro }),
  views: defineOperation({ ...desk, summary: "The caller's saved lists of tickets", rest: "GET /ticket-views", input: none, output: viewsOutput, run: listViews }),
  saveView: defineOperation({ ...work, summary: "Save a list of tickets by name", rest: "POST /ticket-views", input: saveViewInput, output: idOutput, run: saveView }),
  deleteView: defineOperation({ ...work, summary: "Remove a saved list", rest: "DELETE /ticket-views/{id}", input: idInput, output: idOutput, run: deleteView }),
  states: defineOperation({ ...desk, summary: "The desk's states and how many tickets are in each", rest: "GET /ticket-states", input: none, output: statesOutput, run: listStates }),
  saveStates: defineOperation({ permission: "platform.manage", effect: "write", summary: "Name the desk's states anew", rest: "POST /ticket-states", input: saveStatesInput, output: statesOutput, run: saveStates }),
};
