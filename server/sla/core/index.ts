export { addBusinessMs, businessMs, isOpenAt, openSpans, type Calendar, type Span } from "./business-time";
export { reachedAt, type Clock, type ClockState, type Moment, type Segment, type SegmentReason, type Terms } from "./clock";
export { compileCalendar, RuleBook, selectPolicy, specificity, specificityKey, type TicketFacts, type Versioned } from "./rule-book";
export { ticketClocks, type LogEntry, type TicketLog, type Utterance } from "./ticket-clocks";
export { readLog, type StoredEvent, type StoredTicket } from "./read-log";
export { breachChance, type Chance } from "./breach-chance";
export { dueSteps, mayBeDue, ruleFor, type DueStep, type EscalatedTicket, type EscalationRule, type StoredClock } from "./escalation";
export { toWords, whenWords } from "./escalation-words";
export { compareWithSource, type Agreement, type ComparedTicket } from "./agreement";
