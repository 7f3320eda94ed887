import { cn } from "@/lib/cn";

export function Logo({ className }: { className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 20 20" className={cn("size-5 shrink-0 text-fg", className)}>
      <rect x="1" y="1" width="18" height="18" rx="5" fill="currentColor" />
      <path d="M5 13.2h10M5 10h6.5M5 6.8h3.5" stroke="var(--frame)" strokeWidth="1.7" strokeLinecap="round" />
    </svg>
  );
}
