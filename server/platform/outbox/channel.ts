/** The PostgreSQL notification channel that says that the outbox holds something new. */
export const outboxChannel = "quarterdeck_outbox";
