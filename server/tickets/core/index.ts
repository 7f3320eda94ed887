export { splitCsvLine } from "./csv-line";
export { dayStart } from "./day-start";
export { foldTicket, foldVersion, type Change, type FoldedEvent, type FoldedTicket } from "./fold";
export { groupSlug } from "./group-slug";
export { createLocalTimeParser, type LocalTimeParser } from "./local-time";
export { emptyFileReason, parseLogHeader, type LogHeader } from "./log-header";
export { parseLogRow, type LogRow } from "./log-row";
export { isOver, stateKindOf } from "./state";
export { stateSpans, type StateSpan } from "./state-spans";
