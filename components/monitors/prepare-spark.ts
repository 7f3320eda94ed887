export interface Box {
  width: number;
  height: number;
  /** Kept free on every side, so that no line is cut. */
  edge: number;
}

/** Points of lines within a box, as SVG writes them: one for each run without a gap, from zero upwards, so that small changes look small. A run of one is drawn as a short stroke. */
export function prepareSpark(values: readonly (number | null)[], { width, height, edge }: Box): string[] {
  const most = Math.max(...values.map((value) => value ?? 0));
  const x = (index: number): number => edge + (index / Math.max(1, values.length - 1)) * (width - 2 * edge);
  const y = (value: number): number => (most === 0 ? height - edge : edge + (1 - value / most) * (height - 2 * edge));
  const runs: string[][] = [[]];
  for (const [index, value] of values.entries()) {
    if (value === null) runs.push([]);
    else runs.at(-1)?.push(`${x(index).toFixed(1)},${y(value).toFixed(1)}`);
  }
  return runs.flatMap(([first, ...rest]) => (first === undefined ? [] : [rest.length === 0 ? `${first} ${first}` : [first, ...rest].join(" ")]));
}
