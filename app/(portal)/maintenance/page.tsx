import { ChevronLeft, ChevronRight, Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { isKnownZone, isLocalTime, localOf } from "#core/maintenance";
import { FilterBar } from "@/components/kit/filter-bar";
import { Page } from "@/components/kit/page-header";
import { StatusMark } from "@/components/kit/status-mark";
import { withParams, type PageParams, type PageUrl } from "@/components/kit/with-params";
import { CalendarKeys } from "@/components/maintenance/calendar-keys";
import { CalendarMarks } from "@/components/maintenance/calendar-marks";
import { AgendaRows, WeekRows } from "@/components/maintenance/calendar-views";
import { FreezeSheet } from "@/components/maintenance/freeze-sheet";
import { addDays, daysFrom, daysOf, isDate, placeDays, stepTo, titleOf, views, type View } from "@/components/maintenance/prepare-calendar";
import { MaintenanceTabs } from "@/components/maintenance/maintenance-tabs";
import { StepLink } from "@/components/maintenance/step-link";
import { NewWindowSheet } from "@/components/maintenance/window-sheet";
import { TopBar } from "@/components/shell/top-bar";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { cn } from "@/lib/cn";
import { formatCount } from "@/lib/format";
import { pageCall, pageContext } from "@/server/api/page";
import { maintenanceOperations } from "@/server/maintenance";
import { loadChoices } from "../services/load-choices";

export const metadata: Metadata = { title: "Calendar" };

const path = "/maintenance";
/** Windows that are drawn of one day; the rest is counted. */
const perDayOf: Readonly<Record<View, number>> = { month: 3, week: 12, agenda: 40 };
/** Deadlines of a day that are listed one by one. */
const deadlinesOf: Readonly<Record<View, number>> = { month: 1, week: 4, agenda: 6 };
/** Windows listed on a page of the agenda, and of a single day. */
const agendaMost = 150;
const dayMost = 500;
const statusOptions = [{ value: "open", label: "not yet approved" }, { value: "planned", label: "approved" }, { value: "done", label: "over" }];
/** What an address leaves behind when it leads to another time or view. */
const plain = { new: null, day: null, span: null, starts: null, zone: null, minutes: null };
const one = (value: PageParams[string]): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
const known = <T extends string>(value: PageParams[string], allowed: readonly T[]): T | undefined => allowed.find((each) => each === value);

function Heading({ url, view, on, today, conflicts }: { url: PageUrl; view: View; on: string; today: string; conflicts: number }) {
  const at = (to: string): string => withParams(url, { ...plain, on: to });
  const isOnly = url.params.only === "conflicts";
  return (
    <div className="flex flex-wrap items-center gap-2">
      <h1 className="mr-2 text-xl font-semibold max-sm:basis-full">{titleOf(view, on)}</h1>
      <StepLink href={at(stepTo(view, on, -1))} label="Before"><ChevronLeft aria-hidden /></StepLink>
      <Button asChild><Link href={at(today)} prefetch={false} scroll={false}>Today</Link></Button>
      <StepLink href={at(stepTo(view, on, 1))} label="After"><ChevronRight aria-hidden /></StepLink>
      {conflicts > 0 ? <Link href={withParams(url, { only: isOnly ? null : "conflicts", new: null })} prefetch={false} aria-current={isOnly ? "true" : undefined} scroll={false} className="inline-flex h-8 items-center gap-1.5 rounded-md border border-line-2 px-2.5 text-sm font-medium hover:bg-hover aria-[current=true]:bg-warn-bg"><StatusMark tone="warn" />{formatCount(conflicts, "conflict")}</Link> : null}
      <nav aria-label="View" className="ml-auto inline-flex rounded-md border border-line bg-muted p-0.5 text-sm">
        {views.map((each) => <Link key={each} href={withParams(url, { ...plain, view: each })} prefetch={false} scroll={false} aria-current={each === view ? "page" : undefined} className={cn("rounded-sm px-3 py-1 capitalize", each === view ? "bg-card font-medium shadow-xs" : "text-fg-3 hover:text-fg")}>{each}</Link>)}
      </nav>
    </div>
  );
}

interface SheetProps {
  services: readonly { slug: string; name: string }[];
  reader: { now: string; zone: string };
  startsOn: string;
  params: PageParams;
}

/** The form as an address fills it in; what makes no sense is left as it would be without. */
function NewWindow({ services, reader, startsOn, params }: SheetProps) {
  const isOpen = params.new === "1";
  const service = one(params.service);
  const starts = one(params.starts) ?? "";
  const [minutes, zone] = [Number(one(params.minutes)), one(params.zone) ?? ""];
  const defaults = { title: "", description: "", kind: "normal" as const, risk: "medium" as const, impact: "degraded" as const, services: service === undefined ? [] : [service], startsLocal: isLocalTime(starts) ? starts : `${startsOn}T02:00`, zone: isKnownZone(zone) ? zone : reader.zone, minutes: Number.isInteger(minutes) && minutes > 0 ? minutes : 60, noticeHours: 0, rrule: "", exdates: "", rdates: "", isAutomatic: false, isPublic: false, scope: "this" as const, lateNotice: "" };
  return <NewWindowSheet key={isOpen ? "open" : "closed"} isOpenAtFirst={isOpen} trigger={<Button variant="primary"><Plus aria-hidden />New window <Kbd>N</Kbd></Button>} services={services} reader={reader} defaults={defaults} />;
}

export default async function CalendarPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const params = await searchParams;
  const { actor, now } = await pageContext();
  const { zone } = actor;
  const today = localOf(Date.parse(now), zone).slice(0, 10);
  const view = known(params.view, views) ?? "month";
  const on = isDate(params.on) ? params.on : today;
  const isDay = view === "agenda" && params.span === "day";
  const days = isDay ? daysFrom(on, 1, zone) : daysOf(view, on, zone);
  const range = { from: new Date(days[0]?.fromMs ?? 0).toISOString(), to: new Date(days.at(-1)?.toMs ?? 0).toISOString() };
  const service = one(params.service);
  const [calendar, choices] = await Promise.all([
    pageCall(maintenanceOperations.calendar, { ...range, service, q: one(params.q), status: known(params.status, ["open", "planned", "done"] as const), zone, only: known(params.only, ["conflicts"] as const), perDay: isDay ? dayMost : perDayOf[view], ...(view === "agenda" && !isDay ? { most: agendaMost } : {}) }),
    actor.permissions.has("catalog.read") ? loadChoices() : { teams: [], services: [] },
  ]);
  const url = { pathname: path, params };
  const placed = placeDays(days, calendar, deadlinesOf[view]);
  const canWrite = actor.permissions.has("maintenance.write");
  const shared = { days: placed, freezes: calendar.freezes, today, month: view === "month" ? on.slice(0, 7) : null, zone, url, perDay: perDayOf[view] };
  const links = { before: withParams(url, { ...plain, on: stepTo(view, on, -1) }), after: withParams(url, { ...plain, on: stepTo(view, on, 1) }), today: withParams(url, { ...plain, on: null }), create: canWrite ? withParams(url, { ...plain, new: "1" }) : null };
  const actions = <>{actor.permissions.has("maintenance.approve") ? <FreezeSheet services={choices.services} zone={zone} /> : null}{canWrite ? <NewWindow services={choices.services} reader={{ now, zone }} startsOn={isDate(params.day) ? params.day : on > today ? on : addDays(today, 1)} params={params} /> : null}</>;
  return (
    <>
      <TopBar crumbs={[{ label: "Change" }, { label: "Calendar" }]} actions={actions} />
      <Page className="md:gap-4">
        <MaintenanceTabs current="calendar" />
        <Heading url={url} view={view} on={on} today={today} conflicts={calendar.conflicts} />
        <FilterBar search={{ placeholder: "Filter windows" }} filters={[{ param: "service", label: "Service", options: choices.services.map(({ slug, name }) => ({ value: slug, label: name })) }, { param: "status", label: "State", options: statusOptions }]} />
        <CalendarKeys links={links} today={today}>
          <CalendarMarks />
          {view === "agenda" ? <AgendaRows {...shared} most={isDay ? { perDay: dayMost, inAll: dayMost } : { perDay: perDayOf.agenda, inAll: agendaMost }} /> : <WeekRows {...shared} />}
        </CalendarKeys>
        {calendar.isCut ? <p className="text-sm text-fg-3">More windows lie in this time than are shown: narrow it by service or state.</p> : null}
      </Page>
    </>
  );
}
