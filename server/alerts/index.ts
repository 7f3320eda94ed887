import "server-only";

export { ackByLink, readAckLink, type AckView } from "./ack-by-link";
export { channelPurpose } from "./channel-target";
export { alertsChannel } from "./channel";
export { coverOf, type Cover } from "./cover";
export { escalateAlerts, wholeTeam } from "./escalate-alerts";
export { listIncidentHistory, type HistoryEntry, type IncidentHistory } from "./incident-history";
export { sendHeartbeat } from "./heartbeat";
export { alertsOperations } from "./operations";
export { requireAlert } from "./read-alerts";
export { pushKeysPurpose } from "./post-push";
export { receiveSignals, reconcileSource } from "./receive-signals";
export { vapidPurpose } from "./vapid";
export { alertRuleOperations, listMetricRules, signalOfRule, type MetricRule } from "./rules";
export { onCallOf } from "./rotas";
export { postToWebhook, sendDeliveries, type FindAddress } from "./send-deliveries";
export { tellPeople, type PersonalMessage } from "./tell-people";
export { endWorkSilences, listSilentWork, silenceWork } from "./silence-work";
