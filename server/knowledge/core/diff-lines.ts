export interface DiffLine {
  kind: "same" | "removed" | "added";
  text: string;
}

/** Above this many cells the middle is told as one block taken out and one put in: correct, only less fine. */
const limitCells = 4_000_000;

/** Pairs [i, j] of lines that both texts share, in order: a longest common subsequence. */
export function matchLines(before: readonly string[], after: readonly string[]): [number, number][] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  const head = Array.from({ length: start }, (_, index): [number, number] => [index, index]);
  const tail = Array.from({ length: end }, (_, index): [number, number] => [before.length - end + index, after.length - end + index]);
  const middle = matchMiddle(before.slice(start, before.length - end), after.slice(start, after.length - end));
  return [...head, ...middle.map(([i, j]): [number, number] => [i + start, j + start]), ...tail];
}

function matchMiddle(before: readonly string[], after: readonly string[]): [number, number][] {
  const width = after.length + 1;
  if (before.length === 0 || after.length === 0 || (before.length + 1) * width > limitCells) return [];
  // lengths[i * width + j] = length of the longest common subsequence of before[i..] and after[j..].
  const lengths = new Uint32Array((before.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) lengths[i * width + j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < before.length && j < after.length; ) {
    if (before[i] === after[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}

export const linesOf = (text: string): string[] => (text === "" ? [] : text.split(/\r?\n/));

/** What was taken out and put in, line by line. Dropping the added lines gives the first text back, dropping the removed the second. */
export function diffLines(before: string, after: string): DiffLine[] {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  const out: DiffLine[] = [];
  let [i, j] = [0, 0];
  for (const [nextI, nextJ] of [...matchLines(old, fresh), [old.length, fresh.length] as const]) {
    for (; i < nextI; i += 1) out.push({ kind: "removed", text: old[i] ?? "" });
    for (; j < nextJ; j += 1) out.push({ kind: "added", text: fresh[j] ?? "" });
    if (i < old.length && j < fresh.length) out.push({ kind: "same", text: old[i] ?? "" });
    i += 1;
    j += 1;
  }
  return out;
}

export interface Hunk {
  /** Lines of both texts that were left out before this hunk. */
  skipped: number;
  lines: DiffLine[];
}

/** The changed places of a diff, each with some unchanged lines around it. */
export function hunksOf(diff: readonly DiffLine[], around = 3): Hunk[] {
  const isNear = diff.map((_, index) => diff.slice(Math.max(0, index - around), index + around + 1).some((line) => line.kind !== "same"));
  const hunks: Hunk[] = [];
  let skipped = 0;
  diff.forEach((line, index) => {
    if (!isNear[index]) {
      skipped += 1;
      return;
    }
    if (index === 0 || !isNear[index - 1]) hunks.push({ skipped, lines: [] });
    skipped = 0;
    hunks.at(-1)?.lines.push(line);
  });
  return hunks;
}
