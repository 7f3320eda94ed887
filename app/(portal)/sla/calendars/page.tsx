import type { Metadata } from "next";
import { EmptyState } from "@/components/kit/empty-state";
import { CalendarCards } from "@/components/sla/calendar-cards";
import { CalendarSheet } from "@/components/sla/calendar-sheet";
import { Card } from "@/components/ui/card";
import { pageCall, pageContext } from "@/server/api/page";
import { slaOperations } from "@/server/sla";
import { SlaPage } from "../sla-page";

export const metadata: Metadata = { title: "Business calendars" };

export default async function CalendarsPage() {
  const { actor, now } = await pageContext();
  const { items } = await pageCall(slaOperations.listCalendars, {});
  const canWrite = actor.permissions.has("sla.write");
  return (
    <SlaPage current="calendars" title="Calendars" description="When the desk works, and so when clocks run." actions={canWrite ? <CalendarSheet zone={actor.zone} /> : undefined}>
      {items.length === 0 ? <Card><EmptyState kind="none" title="No calendar yet">A calendar says in which hours clocks run, with breaks and holidays.</EmptyState></Card> : <CalendarCards calendars={items} reader={{ now, zone: actor.zone, canWrite }} />}
    </SlaPage>
  );
}
