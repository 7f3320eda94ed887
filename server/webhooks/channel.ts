/** The PostgreSQL notification channel that says that events wait to be sent. */
export const eventsChannel = "quarterdeck_events";
