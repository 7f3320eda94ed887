/** The PostgreSQL notification channel by which processes tell each other of changes. */
export const liveChannel = "quarterdeck_live";
