export { dueSteps, pageSteps, ticketSteps, type EscalationStep } from "./escalation";
export { failureText } from "./failure-text";
export { groupKeyOf } from "./fingerprint";
export { isValidPattern, matchesAll, silentUntil, type Labels, type Matcher, type SilenceRule } from "./matchers";
export { effectOf, groupOf, keyOf, severityOf, type Held, type Signal } from "./received";
export { retryAfterMs, subjectOf, textOf, webhookRequest, type AlertMessage, type Told, type WebhookTarget } from "./messages";
export { onCallAt, upcomingTurns, type Override, type RotaRule, type Turn } from "./rota";
