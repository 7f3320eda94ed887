import { cn } from "@/lib/cn";

export type Tone = "ok" | "warn" | "critical" | "info" | "none";

const colours: Record<Tone, string> = { ok: "text-ok", warn: "text-warn", critical: "text-crit", info: "text-info", none: "text-nodata" };

function Shape({ tone }: { tone: Tone }) {
  const glyph = { fill: "none", stroke: "var(--on-mark)", strokeWidth: 1.8, strokeLinecap: "round", strokeLinejoin: "round" } as const;
  switch (tone) {
    case "ok":
      return (
        <>
          <circle cx="8" cy="8" r="7.25" fill="currentColor" />
          <path d="M4.9 8.2l2.1 2.1 4.1-4.4" {...glyph} />
        </>
      );
    case "warn":
      return (
        <>
          <path d="M8 1.3 15.2 14.2H.8z" fill="currentColor" stroke="currentColor" strokeWidth="1.2" strokeLinejoin="round" />
          <path d="M8 6v4" {...glyph} />
          <circle cx="8" cy="12.2" r="1" fill="var(--on-mark)" />
        </>
      );
    case "critical":
      return (
        <>
          <path d="M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5z" fill="currentColor" />
          <path d="M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8" {...glyph} />
        </>
      );
    case "info":
      return (
        <path
          transform="scale(.6667)"
          fill="currentColor"
          d="M14.7 6.3a1 1 0 0 0 0 1.4l1.6 1.6a1 1 0 0 0 1.4 0l3.77-3.77a6 6 0 0 1-7.94 7.94l-6.91 6.91a2.12 2.12 0 0 1-3-3l6.91-6.91a6 6 0 0 1 7.94-7.94l-3.76 3.76z"
        />
      );
    case "none":
      return <circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" strokeWidth="1.8" strokeDasharray="3.2 2.5" />;
  }
}

export interface StatusMarkProps {
  tone: Tone;
  className?: string;
}

/** The shape alone. It is decoration: a word stands beside it. */
export function StatusMark({ tone, className }: StatusMarkProps) {
  return (
    <svg aria-hidden viewBox="0 0 16 16" className={cn("size-3.5 shrink-0", colours[tone], className)}>
      <Shape tone={tone} />
    </svg>
  );
}
