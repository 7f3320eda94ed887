export { isCallAllowed, readAllowList, type AllowRule } from "./allow-list";
export { freshnessOf, obstaclesOf, type Evidence } from "./evidence";
export { changesSomething, fillStep, isReading, isSafeToRepeat, natureOf, refusalToApprove, stagesFor, stepsOf, stepsWithoutWayBack, summaryOf, unknownVariables, valuesOf } from "./plan";
export { changePolicy } from "./policy";
export { blastRadius, riskOf } from "./risk";
export { currentStep, isGoingBack, isRunOver, moveOn, runActionsOf, stepActionsOf, type MachineRun, type MachineStep, type Move, type Outcome, type StepNature } from "./step-machine";
