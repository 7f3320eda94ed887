import type { Metadata } from "next";
import type { RotaView } from "#contract/alerts";
import { OverrideForm, RemoveOverrideButton, RotaForm, type Person } from "@/components/alerts/rota-forms";
import { Banner } from "@/components/kit/banner";
import { EmptyState } from "@/components/kit/empty-state";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { formatCount, formatDateTime } from "@/lib/format";
import { alertsOperations } from "@/server/alerts";
import { pageCall, pageContext } from "@/server/api/page";
import { AlertsPage } from "../alerts-page";

export const metadata: Metadata = { title: "On call" };

interface RotaCardProps {
  rota: RotaView;
  people: readonly Person[];
  reader: { zone: string; today: string; canWrite: boolean };
}

function RotaCard({ rota, people, reader }: RotaCardProps) {
  const time = (iso: string): string => formatDateTime(iso, reader.zone);
  const actions = reader.canWrite ? <><OverrideForm team={rota.team.slug} people={people} /><RotaForm rota={rota} teams={[]} people={people} zone={reader.zone} today={reader.today} /></> : null;
  return (
    <Card>
      <CardHeader title={rota.team.name} actions={actions} />
      <CardBody className="grid gap-3 text-sm">
        {rota.now ? <p><span className="text-base font-semibold">{rota.now.person}</span> <span className="text-fg-3">until {time(rota.now.to)}{rota.now.isOverride ? ", instead of the rota" : ""}</span></p> : <p className="text-fg-3">Nobody is on call now.</p>}
        <ol className="grid gap-1">
          {rota.turns.slice(1).map(({ person, from, to, isOverride }) => <li key={from} className="flex flex-col justify-between gap-x-3 sm:flex-row"><span>{person}{isOverride ? " (override)" : ""}</span><span className="text-fg-3">{time(from)} to {time(to)}</span></li>)}
        </ol>
        {rota.overrides.length === 0 ? null : (
          <ul className="grid gap-1 border-t border-line pt-2" aria-label={`Overrides of ${rota.team.name}`}>
            {rota.overrides.map(({ id, person, from, to, reason }) => (
              <li key={id} className="flex flex-wrap items-center justify-between gap-x-3">
                <span>{person}: {time(from)} to {time(to)}{reason === "" ? "" : `, ${reason}`}</span>
                {reader.canWrite ? <RemoveOverrideButton team={rota.team.slug} id={id} person={person} /> : null}
              </li>
            ))}
          </ul>
        )}
      </CardBody>
      <CardFooter>{formatCount(rota.members.length, "person", "people")} in turn, each {formatCount(rota.turnDays, "day")}; turns change at {rota.startsLocal.slice(11)} in {rota.zone}. Shown in {reader.zone}.</CardFooter>
    </Card>
  );
}

export default async function OnCallPage() {
  const { actor, now } = await pageContext();
  const { items, without, people } = await pageCall(alertsOperations.rotas, {});
  const reader = { zone: actor.zone, today: now.slice(0, 10), canWrite: actor.permissions.has("alerts.write") };
  return (
    <AlertsPage current="on-call" title="On call" description="Who is woken first, team by team." actions={reader.canWrite && without.length > 0 ? <RotaForm rota={null} teams={without} people={people} zone={actor.zone} today={reader.today} /> : null}>
      {without.length === 0 || items.length === 0 ? null : <Banner title={`${formatCount(without.length, "team")} without a rota`}>{without.map(({ name }) => name).join(", ")}: pages go to the whole team at once.</Banner>}
      {items.length === 0 ? <Card><EmptyState kind="none" title="No rota yet">Without one, pages go to the whole team, or to those who operate the portal.</EmptyState></Card> : <div className="grid gap-4 xl:grid-cols-2 xl:items-start">{items.map((rota) => <RotaCard key={rota.team.slug} rota={rota} people={people} reader={reader} />)}</div>}
    </AlertsPage>
  );
}
