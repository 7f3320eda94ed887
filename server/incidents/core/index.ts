export { durationsOf, statusesAfter, timesAfter, type IncidentTimes } from "./lifecycle";
