export { openDates, standingOf, type Cycle, type CycleStanding } from "./cycles";
export { readHeader, readRow, type Header } from "./read-row";
export { environmentOf, settleDeployment, usualKey, type DeploymentFacts, type DeploymentFault, type DeploymentMessage, type Frame, type Settled } from "./settle-deployment";
export { placeEvents, upstreamOf, type PlacedEvent, type TimelineEvent } from "./what-changed";
