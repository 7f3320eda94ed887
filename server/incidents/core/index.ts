export { durationsOf, statusesAfter, timesAfter, type IncidentTimes } from "./lifecycle";
export { nextUpdateOf, type NextUpdate } from "./next-update";
