export { approvalPolicy, eligibleFor, standingOf, type ApprovalPolicy, type Decision, type Person, type Standing } from "./approval";
export { countConflicts } from "./count-conflicts";
export { dependentsOf, findConflicts, type Conflict, type CoverSpan, type Surroundings } from "./conflicts";
export { freezeSpans, standsInWay, type FreezeRule, type FreezeSpan } from "./freezes";
export { dueStep, isOver, isPlanned, isUnderWay, overrunMs, stepsFrom, timesAfter, type WindowTimes } from "./lifecycle";
export { endingAt, faultsOfRecurrence, nextOccurrences, occurrencesBetween, splitAt, type Occurrence } from "./recurrence";
export { firstGiven, fromFirstGiven, reconcileOccurrences, shiftLocal } from "./reshape";
export { instantOf, isLocalTime, localOf, type Recurrence, type RecurrenceFault } from "./rule";
export { expectedCost, findSlots, trafficOf, type Slot, type SlotAnswer, type SlotQuery } from "./slots";
