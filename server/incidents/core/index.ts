export { durationsOf, statusesAfter, timesAfter, type IncidentTimes } from "./lifecycle";
export { nextUpdateOf, updateEveryMinutes, type NextUpdate } from "./next-update";
