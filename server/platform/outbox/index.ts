import "server-only";

export { appendEvent, type NewEvent } from "./append-event";
export { outboxChannel } from "./channel";
export { defineConsumer, type OutboxConsumer } from "./consumer";
export { deliverEvents } from "./deliver-events";
export { countOutbox, deleteProcessedBefore, listUndelivered, rearmEvents } from "./outbox-repository";
