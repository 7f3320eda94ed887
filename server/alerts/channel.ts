/** The PostgreSQL notification channel that says that an alert began or ended, or that something waits to be sent. */
export const alertsChannel = "quarterdeck_alerts";
