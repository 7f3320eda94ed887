import { linesOf, matchLines } from "./diff-lines";

export type MergeResult = { ok: true; text: string } | { ok: false; /** With both sides between marks at each place that only a person can settle. */ text: string; conflicts: number };

interface Stable {
  base: number;
  mine: number;
  theirs: number;
}

/** Lines that all three texts share, in order. */
function stableLines(base: readonly string[], mine: readonly string[], theirs: readonly string[]): Stable[] {
  const inTheirs = new Map(matchLines(base, theirs));
  return matchLines(base, mine).flatMap(([line, here]) => {
    const there = inTheirs.get(line);
    return there === undefined ? [] : [{ base: line, mine: here, theirs: there }];
  });
}

const isSame = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((line, index) => line === b[index]);

/**
 * Two edits of one text brought together, line by line (diff3). A place that only one side changed takes that side; a place that both
 * changed alike is taken once; anything else is a conflict, and then nothing of either side is lost.
 */
export function mergeTexts(base: string, mine: string, theirs: string): MergeResult {
  const [old, here, there] = [linesOf(base), linesOf(mine), linesOf(theirs)];
  const out: string[] = [];
  let conflicts = 0;
  let from: Stable = { base: 0, mine: 0, theirs: 0 };
  for (const to of [...stableLines(old, here, there), { base: old.length, mine: here.length, theirs: there.length }]) {
    const [was, left, right] = [old.slice(from.base, to.base), here.slice(from.mine, to.mine), there.slice(from.theirs, to.theirs)];
    if (isSame(left, right) || isSame(right, was)) out.push(...left);
    else if (isSame(left, was)) out.push(...right);
    else {
      conflicts += 1;
      out.push("<<<<<<< yours", ...left, "=======", ...right, ">>>>>>> theirs");
    }
    if (to.base < old.length) out.push(old[to.base] ?? "");
    from = { base: to.base + 1, mine: to.mine + 1, theirs: to.theirs + 1 };
  }
  const text = out.join("\n");
  return conflicts === 0 ? { ok: true, text } : { ok: false, text, conflicts };
}
