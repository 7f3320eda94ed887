export { durationsOf, mayBecome, statusesAfter, timesAfter, type IncidentTimes } from "./lifecycle";
