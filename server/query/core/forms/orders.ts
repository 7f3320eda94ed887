const polite = "(?:(?:please|can|could|would|will|you|i|we|want|would like|need|like|to|let'?s|kindly|hi|hello|hey|now)[ ,]+)*";
const windowWords = "maintenance|down ?time|(?:maintenance|change) window|window";
const window = new RegExp(`^${polite}(?:(?:schedule|book|arrange|pencil in)\\b(?! (?:of|for|compliance|adherence|conflicts?|slip\\w*|overruns?|changes?|variance|risks?)\\b).*\\b(?:${windowWords}|work on|upgrade|patching|migration|restart|reboot)\\b|(?:plan|set up|put in)\\b(?! (?:of|for)\\b).*\\b(?:${windowWords})\\b)`, "i");
const reminder = new RegExp(`^${polite}remind (?:me|us)\\b(?! (?:what|which|how|why|who|when|where|whether|again|of)\\b)[ ,]*(.*)$`, "i");
const ticket = new RegExp(`^${polite}(?:open(?: me| us)? (?:an? |another )(?:new )?|(?:create|raise|log|file)(?: me| us)? (?:an? |another )?(?:new )?)(?:ticket|case|request)\\b(?:[ ,:-]*(?:for|about|on|that|saying|to)?[ ,:-]*)(.*)$`, "i");

/** Does a question order work to be planned, rather than ask about it? */
export const ordersWindow = (question: string): boolean => window.test(question);

/** What a question asks to be reminded of; null where it asks for no reminder. */
export const reminderOrdered = (question: string): string | null => reminder.exec(question)?.[1]?.replace(/^(?:to|that|about)\s+/i, "") ?? null;

/** What the ticket that a question orders is to say; null where it orders none. */
export const ticketOrdered = (question: string): string | null => ticket.exec(question)?.[1] ?? null;
