import { cardOf } from "../cards";
import type { Program } from "../program";
import { worksheetProgram } from "../worksheet";
import { erlangProgram } from "./erlang-c";
import { paretoProgram } from "./pareto";

const programs: readonly Program[] = [paretoProgram, erlangProgram];

const byCard = new Map(programs.map((program) => [program.card, program]));

/** What draws a card, and whether it computes the method or places facts on its worksheet. Null for an unknown card. */
export function drawingOf(id: string): { program: Program; isWorksheet: boolean } | null {
  const card = cardOf(id);
  const program = byCard.get(id);
  if (program) return { program, isWorksheet: false };
  return card ? { program: worksheetProgram(card), isWorksheet: true } : null;
}
