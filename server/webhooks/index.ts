import "server-only";

export { eventsChannel } from "./channel";
export { webhooksOperations } from "./operations";
export { eventConsumers, sendEvents, webhookPurpose } from "./send-events";
