import { CalendarX, Check, CircleX, Flag, Pencil, RotateCcw, Snowflake, TriangleAlert, Wrench } from "lucide-react";
import { cn } from "@/lib/cn";

const marks = { pencil: Pencil, wrench: Wrench, check: Check, cross: CircleX, back: RotateCcw, triangle: TriangleAlert, flag: Flag, busy: CalendarX, frost: Snowflake } as const;
export type Mark = keyof typeof marks;

/** The shapes of a calendar, drawn once: a month holds hundreds of events, and each only points here. */
export function CalendarMarks() {
  return <svg aria-hidden className="absolute size-0">{Object.entries(marks).map(([name, Icon]) => <symbol key={name} id={`mark-${name}`} viewBox="0 0 24 24"><Icon size={24} /></symbol>)}</svg>;
}

export const CalendarMark = ({ mark, className }: { mark: Mark; className: string }) => <svg aria-hidden className={cn("size-3 shrink-0", className)}><use href={`#mark-${mark}`} /></svg>;
