import type { ReactNode } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/cn";

export interface LoadingRegionProps {
  /** What is loading: "tickets". */
  label: string;
  children: ReactNode;
  className?: string;
}

/** Says once that a region loads; its blocks appear after 150 ms and have the final height. */
export function LoadingRegion({ label, children, className }: LoadingRegionProps) {
  return (
    <div role="status" aria-busy className={className}>
      <span className="sr-only">Loading {label}</span>
      {children}
    </div>
  );
}

const widths = ["w-3/5", "w-2/5", "w-1/2", "w-1/3"] as const;

export interface TableSkeletonProps {
  label: string;
  rows?: number;
  columns?: number;
  density?: "compact" | "comfortable";
}

export function TableSkeleton({ label, rows = 8, columns = 5, density = "compact" }: TableSkeletonProps) {
  const line = (height: string, key: string, offset: number) => (
    <div key={key} className={cn("grid items-center gap-4 border-b border-line px-4 last:border-b-0", height)} style={{ gridTemplateColumns: `2fr repeat(${columns - 1}, 1fr)` }}>
      {Array.from({ length: columns }, (_, column) => (
        <Skeleton key={column} className={cn("h-3.5", widths[(column + offset) % widths.length])} />
      ))}
    </div>
  );
  return (
    <LoadingRegion label={label} className="overflow-hidden rounded-lg border border-line bg-card">
      {line("h-8", "head", 0)}
      {Array.from({ length: rows }, (_, row) => line(density === "compact" ? "h-9" : "h-11", String(row), row))}
    </LoadingRegion>
  );
}

export interface ChartSkeletonProps {
  label: string;
  height?: number;
}

export function ChartSkeleton({ label, height = 200 }: ChartSkeletonProps) {
  return (
    <LoadingRegion label={label} className="rounded-lg border border-line bg-card">
      <div className="flex h-11 items-center border-b border-line px-4">
        <Skeleton className="h-4 w-40" />
      </div>
      <div className="p-4">
        <Skeleton style={{ height }} />
      </div>
    </LoadingRegion>
  );
}

export interface SummarySkeletonProps {
  label: string;
  items?: number;
}

export function SummarySkeleton({ label, items = 4 }: SummarySkeletonProps) {
  return (
    <LoadingRegion label={label} className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line md:auto-cols-fr md:grid-flow-col md:grid-cols-none">
      {Array.from({ length: items }, (_, item) => (
        <div key={item} className="grid gap-1.5 bg-card px-4 py-3">
          <Skeleton className="h-4 w-24" />
          <Skeleton className="h-7 w-16" />
          <Skeleton className="h-3.5 w-32" />
        </div>
      ))}
    </LoadingRegion>
  );
}

/** The thin bar over a region that fetches again and keeps its old data. The parent is `relative`. */
export function RefetchBar({ isActive }: { isActive: boolean }) {
  if (!isActive) return null;
  return (
    <div role="status" className="pointer-events-none absolute inset-x-0 top-0 z-10 h-0.5 overflow-hidden rounded-full bg-track">
      <span className="sr-only">Updating</span>
      <div className="h-full w-1/3 animate-[qd-slide_1.2s_infinite] bg-primary" />
    </div>
  );
}
