import type { Metadata } from "next";
import { RelatedTable } from "@/components/catalog/related-table";
import { RemoveTeam } from "@/components/catalog/remove-entity";
import { ownedColumns } from "@/components/catalog/tables";
import { EditTeamSheet } from "@/components/catalog/team-sheets";
import { teamKindWords } from "@/components/catalog/words";
import { DescriptionList } from "@/components/kit/description-list";
import { Page, PageHeader } from "@/components/kit/page-header";
import { Timestamp } from "@/components/kit/timestamp";
import { TopBar } from "@/components/shell/top-bar";
import { Badge } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { pageCall, pageContext } from "@/server/api/page";
import { catalogOperations } from "@/server/catalog";
import { RecentTickets } from "../../services/recent-tickets";

interface Params {
  params: Promise<{ slug: string }>;
}

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: (await params).slug };
}

export default async function TeamPage({ params }: Params) {
  const { slug } = await params;
  const reader = await pageContext();
  const { actor, now } = reader;
  const team = await pageCall(catalogOperations.getTeam, { slug });
  const actions = actor.permissions.has("catalog.write") ? (
    <>
      <RemoveTeam team={team} />
      <EditTeamSheet team={team} />
    </>
  ) : undefined;
  return (
    <>
      <TopBar crumbs={[{ label: "Teams", href: "/teams" }, { label: team.name }]} actions={actions} />
      <Page>
        <PageHeader title={team.name} aside={<Badge>{teamKindWords[team.kind]}</Badge>} />
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
          <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
            <RelatedTable title="Owns" columns={ownedColumns} rows={team.services} path="/services" none="It owns no service" />
            <RecentTickets filter={{ team: [team.slug] }} href={`/tickets?team=${team.slug}`} reader={reader} />
          </div>
          <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
            <Card>
              <CardHeader title="Details" />
              <CardBody>
                <DescriptionList
                  items={[
                    { term: "E-mail", description: team.email },
                    { term: "Also called", description: team.aliases.length > 0 ? team.aliases.join(", ") : null },
                    { term: "Slug", description: <span className="font-mono text-xs">{team.slug}</span> },
                    { term: "Created", description: <Timestamp iso={team.createdAt} now={now} zone={actor.zone} /> },
                  ]}
                />
              </CardBody>
            </Card>
          </div>
        </div>
      </Page>
    </>
  );
}
