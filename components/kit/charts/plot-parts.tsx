import type { ReactNode } from "react";

/** Text of an axis, as Recharts takes it. */
export const AXIS_TEXT = { fontSize: 12, fill: "var(--axis)" } as const;

/** Room around the plot, in pixels. */
export const PLOT = { top: 8, axis: 24 } as const;

/** Width of the value axis for its longest label at 12 px. */
export function axisWidth(labels: readonly string[]): number {
  return Math.max(0, ...labels.map((label) => label.length)) * 7 + 10;
}

/** Where the word of a line stands: above it, or below where the plot ends right above it. */
export const lineLabelPosition = (value: number, { min, max }: { min: number; max: number }): "insideBottomLeft" | "insideTopLeft" => (max - value < (max - min) * 0.1 ? "insideTopLeft" : "insideBottomLeft");

export interface TooltipRow {
  key: string;
  label: string;
  text: string;
  colour?: string;
}

export interface PlotTooltipProps {
  title: string;
  rows: readonly TooltipRow[];
}

export function PlotTooltip({ title, rows }: PlotTooltipProps): ReactNode {
  return (
    <div className="grid gap-1 rounded-lg bg-pop px-3 py-2 text-xs text-fg shadow-float">
      <span className="text-fg-3">{title}</span>
      {rows.map((row) => (
        <span key={row.key} className="flex items-center gap-2">
          {row.colour === undefined ? null : <i aria-hidden className="h-0.5 w-3 rounded-full" style={{ background: row.colour }} />}
          <span className="mr-4 flex-1 text-fg-2">{row.label}</span>
          <span className="font-medium">{row.text}</span>
        </span>
      ))}
    </div>
  );
}
