import { cn } from "@/lib/cn";

export interface ProgressProps {
  /** 0..1; null when the end is not known. */
  ratio: number | null;
  label: string;
  className?: string;
}

export function Progress({ ratio, label, className }: ProgressProps) {
  const percent = ratio === null ? null : Math.round(Math.min(1, Math.max(0, ratio)) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent ?? undefined}
      className={cn("h-1 overflow-hidden rounded-full bg-track", className)}
    >
      {percent === null ? (
        <div className="h-full w-1/3 animate-[qd-slide_1.2s_infinite] rounded-full bg-primary" />
      ) : (
        <div className="h-full rounded-full bg-primary transition-[width]" style={{ width: `${percent}%` }} />
      )}
    </div>
  );
}
