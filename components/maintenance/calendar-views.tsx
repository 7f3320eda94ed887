"use client";

import Link from "next/link";
import type { CSSProperties } from "react";
import type { CalendarFreeze } from "#contract/maintenance";
import { withParams, type PageUrl } from "@/components/kit/with-params";
import { AgendaEvent, BusyEvent, CalendarEvent, DeadlineEvent } from "@/components/maintenance/calendar-event";
import { CalendarMark } from "@/components/maintenance/calendar-marks";
import { agendaPage, dayName, freezeBars, weekdayOf, weekOf, weeksOf, type AgendaDay, type FreezeBar, type PlacedDay } from "@/components/maintenance/prepare-calendar";
import { cn } from "@/lib/cn";

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

interface ViewProps {
  days: readonly PlacedDay[];
  freezes: readonly CalendarFreeze[];
  today: string;
  /** The month in view; other days are quieter. Null = all alike. */
  month: string | null;
  zone: string;
  url: PageUrl;
  /** Windows shown on a day before "more". */
  perDay: number;
}

// Said of every day of a month: numbers this small need no formatting.
const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;
const shownFreezes = 3;
const isBare = ({ total, due, busy }: PlacedDay): boolean => total + due + busy.length === 0;

function FreezeLine({ bar }: { bar: FreezeBar }) {
  const { freeze, from, to, comes, goesOn } = bar;
  const isHard = freeze.kind === "hard";
  const whose = freeze.services.length > 0 && freeze.services.length <= 2 ? `${freeze.services.map(({ name }) => name).join(", ")}: ` : "";
  const shape = {
    style: { "--span": `${from + 1} / ${to + 2}` } as CSSProperties, title: `${whose}${freeze.title}${freeze.reason === "" ? "" : ` (${freeze.reason})`}`,
    className: cn("mx-1 flex h-6 md:[grid-column:var(--span)] min-w-0 items-center gap-1.5 border bg-card px-1.5 text-xs focus-visible:outline-2 focus-visible:outline-ring", isHard ? "border-input bg-[repeating-linear-gradient(135deg,var(--hatch)_0_2px,transparent_2px_7px)]" : "border-dashed border-input", comes ? "ml-0 border-l-0" : "rounded-l-sm", goesOn ? "mr-0 border-r-0" : "rounded-r-sm"),
  };
  const words = <><CalendarMark mark="frost" className="text-fg-2" /><span className="truncate rounded-sm bg-card px-1"><span className="font-medium">{isHard ? "Hard" : "Soft"} freeze</span> {whose}{freeze.title}</span></>;
  const href = freeze.source === "external" ? "/maintenance/subscriptions/calendars" : `/maintenance/freezes?freeze=${freeze.id}`;
  return <Link href={href} prefetch={false} {...shape}>{words}</Link>;
}

const laneRem = 1.75;
/** How many lanes of freezes lie across a day; its windows stand under them. */
const lanesOver = (column: number, bars: readonly FreezeBar[]): number => Math.max(0, ...bars.slice(0, shownFreezes).map(({ from, to }, lane) => (from <= column && column <= to ? lane + 1 : 0)), bars.length > shownFreezes && column === 0 ? shownFreezes + 1 : 0);

function DayCell({ day, lanes, props }: { day: PlacedDay; lanes: number; props: ViewProps }) {
  const { today, month, zone, url, perDay } = props;
  const isToday = day.date === today;
  const isFirst = day.date.endsWith("-01");
  const hidden = day.total - Math.min(day.windows.length, perDay);
  return (
    <div
      role="gridcell"
      tabIndex={isToday || (day === props.days[0] && !props.days.some(({ date }) => date === today)) ? 0 : -1}
      data-day={day.date}
      aria-label={`${weekdays[weekdayOf(day.date)]} ${dayName(day.date)}, ${counted(day.total, "window")}${day.due === 0 ? "" : `, ${counted(day.due, "deadline")}`}`}
      className={cn("gap-1 border-line max-md:grid max-md:grid-cols-[4rem_minmax(0,1fr)] max-md:border-t max-md:px-3 max-md:py-2 max-md:*:not-first:col-start-2 md:flex md:min-w-0 md:flex-col md:border-l md:px-1.5 md:pt-1 md:pb-1.5", isBare(day) && "max-md:hidden", "focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-ring", weekdayOf(day.date) >= 5 && "bg-frame", isToday && "bg-accent-bg")}
    >
      <span className={cn("self-start rounded-sm px-1 text-xs leading-5 font-medium", isToday && "bg-primary text-on-primary", month !== null && !day.date.startsWith(month) && "font-normal text-fg-3")}><span className="md:hidden">{weekdays[weekdayOf(day.date)]} </span>{isFirst ? dayName(day.date) : Number(day.date.slice(8))}</span>
      {lanes === 0 ? null : <span aria-hidden className="max-md:hidden" style={{ height: `${lanes * laneRem - 0.25}rem` }} />}
      {day.busy.slice(0, 2).map(({ title, from }) => <BusyEvent key={`${title}${from}`} title={title} />)}
      {day.deadlines.map((deadline) => <DeadlineEvent key={`${deadline.href}${deadline.title}`} deadline={deadline} />)}
      {day.windows.slice(0, perDay).map((window) => <CalendarEvent key={window.number} window={window} zone={zone} />)}
      {hidden > 0 ? <a href={withParams(url, { view: "agenda", on: day.date, span: "day", new: null })} data-calendar-item="" className="self-start rounded-sm px-1.5 text-xs text-link underline underline-offset-3">{hidden} more</a> : null}
    </div>
  );
}

/** Weeks as rows: freezes lie across their days, windows stand on the day on which they begin. On a phone the same days stand under each other, without those that have nothing. */
export function WeekRows(props: ViewProps) {
  return (
    <div role="grid" aria-label="Calendar" className="overflow-hidden rounded-lg border border-line bg-card">
      <div role="row" className="grid grid-cols-[1.75rem_repeat(7,minmax(0,1fr))] border-b border-line text-xs leading-7 font-medium text-fg-3 max-md:sr-only">
        <span role="columnheader"><span className="sr-only">Week</span></span>
        {weekdays.map((day) => <span key={day} role="columnheader" className="pl-2">{day}</span>)}
      </div>
      {weeksOf(props.days).map((week) => {
        const bars = freezeBars(week, props.freezes);
        const isEmpty = bars.length === 0 && week.every(isBare);
        return (
          <div key={week[0]?.date} role="row" className={cn("border-b border-line last:border-b-0 md:grid md:grid-cols-[1.75rem_minmax(0,1fr)]", isEmpty && "max-md:hidden")}>
            <span role="rowheader" className="block text-xs leading-5 text-fg-3 max-md:bg-frame max-md:px-3 max-md:py-1 md:pt-1 md:text-center"><span className="md:sr-only">Week </span>{weekOf(week[0]?.date ?? "")}</span>
            <div role="presentation" className="relative">
              {bars.length === 0 ? null : (
                <div role="gridcell" aria-label="Freezes" className="grid gap-y-1 max-md:px-2 max-md:py-1.5 md:pointer-events-none md:absolute md:inset-x-0 md:top-7 md:z-10 md:grid-cols-7 md:*:pointer-events-auto">
                  {bars.slice(0, shownFreezes).map((bar) => <FreezeLine key={`${bar.freeze.id}${bar.freeze.from}`} bar={bar} />)}
                  {bars.length > shownFreezes ? <Link href="/maintenance/freezes" prefetch={false} className="md:col-span-7 flex h-6 items-center justify-self-start px-2 text-xs text-link underline underline-offset-3">{bars.length - shownFreezes} more {bars.length - shownFreezes === 1 ? "freeze" : "freezes"}</Link> : null}
                </div>
              )}
              <div role="presentation" className={cn("md:grid md:grid-cols-7", props.month === null ? "md:min-h-96" : "md:min-h-26")}>{week.map((day, column) => <DayCell key={day.date} day={day} lanes={lanesOver(column, bars)} props={props} />)}</div>
            </div>
          </div>
        );
      })}
      {props.days.every(isBare) && props.freezes.length === 0 ? <p className="p-6 text-center text-sm text-fg-3 md:hidden">Nothing is planned in this time.</p> : null}
    </div>
  );
}

export interface AgendaProps extends Omit<ViewProps, "perDay"> {
  /** Windows listed of one day, and in all before the next page. */
  most: { perDay: number; inAll: number };
}

interface AgendaDayProps {
  day: AgendaDay;
  isFirst: boolean;
  frozen: readonly FreezeBar[];
  zone: string;
  url: PageUrl;
}

function AgendaDayRow({ day, isFirst, frozen, zone, url }: AgendaDayProps) {
  return (
    <li data-day={day.date} tabIndex={isFirst ? 0 : -1} className="grid grid-cols-[3.5rem_minmax(0,1fr)] gap-3 px-4 py-2.5 focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-ring">
      <span className="text-xs text-fg-3"><b className="block text-base leading-5 font-semibold text-fg">{Number(day.date.slice(8))}</b>{weekdays[weekdayOf(day.date)]} {dayName(day.date).split(" ")[1]}</span>
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-1">
        {frozen.slice(0, shownFreezes).map((bar) => <div key={`${bar.freeze.id}${bar.freeze.from}`} className="grid"><FreezeLine bar={{ ...bar, from: 0, to: 0 }} /></div>)}
        {frozen.length > shownFreezes ? <a href="/maintenance/freezes" data-calendar-item="" className="justify-self-start text-xs text-link underline underline-offset-3">{frozen.length - shownFreezes} more {frozen.length - shownFreezes === 1 ? "freeze" : "freezes"}</a> : null}
        {day.busy.map(({ title, from }) => <BusyEvent key={`${title}${from}`} title={title} />)}
        {day.deadlines.map((deadline) => <DeadlineEvent key={`${deadline.href}${deadline.title}`} deadline={deadline} />)}
        {day.windows.map((window) => <AgendaEvent key={window.number} window={window} zone={zone} />)}
        {day.hidden > 0 ? <a href={withParams(url, { view: "agenda", on: day.date, span: "day", new: null })} data-calendar-item="" className="justify-self-start text-xs text-link underline underline-offset-3">{day.hidden} more</a> : null}
      </div>
    </li>
  );
}

/** Days that have something, one under the other, in pages. */
export function AgendaRows({ days, freezes, zone, url, most }: AgendaProps) {
  // A freeze is told where it begins, and on the first day if it holds already.
  const frozenOn = (day: PlacedDay): FreezeBar[] => freezeBars([day], freezes).filter(({ comes }) => !comes || day.date === days[0]?.date);
  const filled = days.filter((day) => !isBare(day) || frozenOn(day).length > 0);
  if (filled.length === 0) return <p className="rounded-lg border border-line bg-card p-6 text-center text-sm text-fg-3">Nothing is planned in this time.</p>;
  const page = agendaPage(filled, { perDay: most.perDay, most: most.inAll });
  return (
    <div className="grid gap-2">
      <ol className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-card" aria-label="Agenda">
        {page.days.map((day, place) => <AgendaDayRow key={day.date} day={day} isFirst={place === 0} frozen={frozenOn(day)} zone={zone} url={url} />)}
      </ol>
      {page.next === null ? null : <Link href={withParams(url, { view: "agenda", on: page.next, new: null })} prefetch={false} className="justify-self-start text-sm text-link underline underline-offset-3">From {dayName(page.next)} on</Link>}
    </div>
  );
}
