"use client";

import { useEffect, useRef, useState, type ReactNode } from "react";
import { cn } from "@/lib/cn";

export interface ScrollXProps {
  /** Names the region for keyboard and screen-reader users when it scrolls. */
  label: string;
  children: ReactNode;
  className?: string;
}

interface Edges {
  hasStart: boolean;
  hasEnd: boolean;
}

function measure(box: HTMLElement): Edges {
  const rest = box.scrollWidth - box.clientWidth - box.scrollLeft;
  return { hasStart: box.scrollLeft > 1, hasEnd: rest > 1 };
}

const cue = "pointer-events-none absolute inset-y-0 w-8 from-card to-transparent";

/** Scrolls sideways; a fade at an edge says that there is more, and the region takes focus only when it scrolls. */
export function ScrollX({ label, children, className }: ScrollXProps) {
  const box = useRef<HTMLDivElement>(null);
  const [edges, setEdges] = useState<Edges>({ hasStart: false, hasEnd: false });
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const update = () => {
      const next = measure(element);
      setEdges((last) => (last.hasStart === next.hasStart && last.hasEnd === next.hasEnd ? last : next));
    };
    const observer = new ResizeObserver(update);
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    element.addEventListener("scroll", update, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", update);
    };
  }, []);
  const canScroll = edges.hasStart || edges.hasEnd;
  return (
    <div data-slot="scroll-x" data-start={edges.hasStart ? "" : undefined} data-end={edges.hasEnd ? "" : undefined} className={cn("relative min-w-0", className)}>
      <div ref={box} className="overflow-x-auto -outline-offset-2" {...(canScroll ? { tabIndex: 0, role: "region", "aria-label": label } : {})}>
        {children}
      </div>
      <div aria-hidden data-slot="scroll-cue" data-side="start" className={cn(cue, "left-0 rounded-l-lg bg-linear-to-r")} />
      <div aria-hidden data-slot="scroll-cue" data-side="end" className={cn(cue, "right-0 rounded-r-lg bg-linear-to-l")} />
    </div>
  );
}
