export const MOST_SERIES = 6;

export interface SeriesStyle {
  colour: string;
  /** SVG dash pattern; the first two are solid. */
  dash: string | undefined;
}

const DASHES = [undefined, undefined, "7 3", "2 3", "9 3 2 3", "4 4"] as const;

/** Colour and dash of the series at a place; the seventh place is "others". */
export function seriesStyle(index: number): SeriesStyle {
  if (index >= MOST_SERIES) return { colour: "var(--none)", dash: "1 3" };
  return { colour: `var(--c${index + 1})`, dash: DASHES[index] };
}
