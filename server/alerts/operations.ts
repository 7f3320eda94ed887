import "server-only";
import { z } from "zod";
import { defineOperation } from "../platform/registry";
import { addOverride, removeOverride, removeRota, setRota } from "./change-rotas";
import { createChannel, listChannels, listDeliveries, removeChannel, testChannel, updateChannel } from "./channels";
import * as c from "./contract";
import { readInbox, readMessages } from "./inbox";
import { removePush, pushState, subscribePush, testPush } from "./push-subscriptions";
import { getAlert, listAlertGroups, listAlerts } from "./read-alerts";
import { receiveAlertmanager, receiveAlerts } from "./receive-alerts";
import { listRotas } from "./rotas";
import { createSilence, endSilence, listSilences, previewSilence, updateSilence } from "./silences";
import { acknowledgeAlert, addNote } from "./work-on-alert";

const read = { permission: "alerts.read", effect: "read" } as const;
const write = { permission: "alerts.write", effect: "write" } as const;
/** In a storm Alertmanager sends a whole group in one message: thousands of alerts of a kilobyte, and what is refused is refused again each time. */
const push = { permission: "alerts.push", effect: "write", maxBodyBytes: 32 * 1024 * 1024 } as const;

export const alertsOperations = {
  list: defineOperation({ ...read, summary: "List alerts with severity, service, state and who acknowledged them", rest: "GET /alerts", input: c.listAlertsInput, output: c.listAlertsOutput, run: listAlerts }),
  groups: defineOperation({ ...read, summary: "What fires now, by group: name, service and severity", rest: "GET /alerts/groups", input: z.object({}), output: c.alertGroupsOutput, run: listAlertGroups }),
  get: defineOperation({ ...read, summary: "One alert: history, who was told, runbook, budgets, last changes, last incident, who is on call", rest: "GET /alerts/{number}", input: c.alertNumberInput, output: c.alertDetailSchema, run: getAlert }),
  receive: defineOperation({ ...push, summary: "Report alerts that begin or end, from any system", rest: "POST /alerts", input: c.receiveInput, output: c.receiveOutput, run: receiveAlerts }),
  receiveAlertmanager: defineOperation({ ...push, summary: "Take in a message of Alertmanager's webhook (version 4)", rest: "POST /alerts/alertmanager", input: c.alertmanagerInput, output: c.receiveOutput, run: receiveAlertmanager }),
  acknowledge: defineOperation({ ...write, summary: "Acknowledge an alert and its group: the escalation stops", rest: "POST /alerts/{number}/acknowledge", input: c.acknowledgeInput, output: c.acknowledgeOutput, run: acknowledgeAlert }),
  addNote: defineOperation({ ...write, summary: "Add a note to an alert", rest: "POST /alerts/{number}/notes", input: c.noteInput, output: c.noteOutput, run: addNote }),
  silences: defineOperation({ ...read, summary: "List silences with what they silence now", rest: "GET /silences", input: c.listSilencesInput, output: c.listSilencesOutput, run: listSilences }),
  createSilence: defineOperation({ ...write, summary: "Silence alerts by their labels for a time, with a reason", rest: "POST /silences", input: c.createSilenceInput, output: c.silenceOutput, run: createSilence }),
  previewSilence: defineOperation({ ...read, summary: "What fires now and a silence with these conditions would keep silent", rest: "POST /silences/preview", input: c.previewSilenceInput, output: c.previewSilenceOutput, run: previewSilence }),
  updateSilence: defineOperation({ ...write, summary: "Make a silence last longer or less long", rest: "PATCH /silences/{id}", input: c.updateSilenceInput, output: c.silenceOutput, run: updateSilence }),
  endSilence: defineOperation({ ...write, summary: "End a silence before its time", rest: "DELETE /silences/{id}", input: c.endSilenceInput, output: c.silenceOutput, run: endSilence }),
  rotas: defineOperation({ ...read, summary: "Who is on call, team by team, with the turns to come", rest: "GET /rotas", input: c.listRotasInput, output: c.listRotasOutput, run: listRotas }),
  setRota: defineOperation({ ...write, summary: "Set a team's on-call rota", rest: "POST /rotas", input: c.setRotaInput, output: c.rotaChangedOutput, run: setRota }),
  removeRota: defineOperation({ ...write, summary: "Remove a team's on-call rota", rest: "DELETE /rotas/{team}", input: c.removeRotaInput, output: c.rotaChangedOutput, run: removeRota }),
  addOverride: defineOperation({ ...write, summary: "Put somebody else on call for a while", rest: "POST /rotas/{team}/overrides", input: c.addOverrideInput, output: c.rotaChangedOutput, run: addOverride }),
  removeOverride: defineOperation({ ...write, summary: "Take an override out of a rota", rest: "DELETE /rotas/{team}/overrides/{id}", input: c.removeOverrideInput, output: c.rotaChangedOutput, run: removeOverride }),
  channels: defineOperation({ ...read, summary: "Ways in which alerts are told: e-mail and webhooks, with the last outcome", rest: "GET /alert-channels", input: z.object({}), output: c.listChannelsOutput, run: listChannels }),
  createChannel: defineOperation({ ...write, summary: "Add a channel; its address is kept sealed", rest: "POST /alert-channels", input: c.createChannelInput, output: c.channelChangedOutput, run: createChannel }),
  updateChannel: defineOperation({ ...write, summary: "Change a channel", rest: "PATCH /alert-channels/{slug}", input: c.updateChannelInput, output: c.channelChangedOutput, run: updateChannel }),
  removeChannel: defineOperation({ ...write, summary: "Remove a channel; what it told stays on record", rest: "DELETE /alert-channels/{slug}", input: c.channelBySlugInput, output: z.object({ slug: z.string() }), run: removeChannel }),
  testChannel: defineOperation({ ...write, summary: "Send a test message through a channel", rest: "POST /alert-channels/{slug}/test", input: c.channelBySlugInput, output: c.testChannelOutput, run: testChannel }),
  deliveries: defineOperation({ ...read, summary: "Who was told what, when and how", rest: "GET /alert-deliveries", input: c.listDeliveriesInput, output: c.listDeliveriesOutput, run: listDeliveries }),
  push: defineOperation({ permission: "profile.own", effect: "read", summary: "Your browsers that are told by push, and the key to subscribe with", rest: "GET /push", input: z.object({}), output: c.pushStateOutput, run: pushState }),
  subscribePush: defineOperation({ permission: "profile.own", effect: "write", summary: "Have a browser told by push what pages you", rest: "POST /push", input: c.subscribePushInput, output: c.pushChangedOutput, run: subscribePush }),
  removePush: defineOperation({ permission: "profile.own", effect: "write", summary: "Tell a browser of yours nothing any more", rest: "POST /push/remove", input: c.pushEndpointInput, output: c.pushChangedOutput, run: removePush }),
  testPush: defineOperation({ permission: "profile.own", effect: "write", summary: "Send a test message to your browsers", rest: "POST /push/test", input: z.object({}), output: c.testChannelOutput, run: testPush }),
  inbox: defineOperation({ permission: "profile.own", effect: "read", summary: "What you were told in the portal", rest: "GET /inbox", input: c.inboxInput, output: c.inboxOutput, run: readInbox }),
  markRead: defineOperation({ permission: "profile.own", effect: "write", summary: "Mark your messages as read", rest: "POST /inbox/read", input: c.markReadInput, output: c.markReadOutput, run: readMessages }),
};
