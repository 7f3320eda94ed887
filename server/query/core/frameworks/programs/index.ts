import { cardOf } from "../cards";
import type { Program } from "../program";
import { worksheetProgram } from "../worksheet";
import { budgetPolicyProgram } from "./budget-policy";
import { busFactorProgram } from "./bus-factor";
import { capacityProgram } from "./capacity";
import { constraintProgram } from "./constraint";
import { costOfDelayProgram } from "./cost-of-delay";
import { eisenhowerProgram } from "./eisenhower";
import { erlangProgram } from "./erlang-c";
import { failureDemandProgram } from "./failure-demand";
import { fiveWhysProgram } from "./five-whys";
import { littlesLawProgram } from "./littles-law";
import { paretoProgram } from "./pareto";
import { pyramidProgram } from "./pyramid";
import { riskMatrixProgram } from "./risk-matrix";
import { swotProgram } from "./swot";
import { valueStreamProgram } from "./value-stream";

const programs: readonly Program[] = [
  paretoProgram, erlangProgram, littlesLawProgram, valueStreamProgram, constraintProgram, capacityProgram, eisenhowerProgram, riskMatrixProgram, pyramidProgram, swotProgram, fiveWhysProgram, costOfDelayProgram, busFactorProgram, failureDemandProgram, budgetPolicyProgram,
];

const byCard = new Map(programs.map((program) => [program.card, program]));

/** What draws a card, and whether it computes the method or places facts on its worksheet. Null for an unknown card. */
export function drawingOf(id: string): { program: Program; isWorksheet: boolean } | null {
  const card = cardOf(id);
  const program = byCard.get(id);
  if (program) return { program, isWorksheet: false };
  return card ? { program: worksheetProgram(card), isWorksheet: true } : null;
}
