import "server-only";

export { webhooksOperations } from "./operations";
export { eventConsumers, sendEvents, webhookPurpose } from "./send-events";
