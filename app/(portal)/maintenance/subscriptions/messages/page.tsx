import type { Metadata } from "next";
import { noticeMoments, type NoticeMoment, type NoticeTemplateView } from "#contract/maintenance";
import { noticeText, sampleSubject } from "#core/maintenance";
import { FilterBar } from "@/components/kit/filter-bar";
import { Page, PageHeader } from "@/components/kit/page-header";
import { Timestamp } from "@/components/kit/timestamp";
import type { PageParams } from "@/components/kit/with-params";
import { MaintenanceTabs } from "@/components/maintenance/maintenance-tabs";
import { audienceWords, momentWords } from "@/components/maintenance/notices/notice-words";
import { Message, StandardWordsButton, TemplateForm } from "@/components/maintenance/notices/template-form";
import { TopBar } from "@/components/shell/top-bar";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { pageCall, pageContext } from "@/server/api/page";
import { maintenanceOperations } from "@/server/maintenance";

export const metadata: Metadata = { title: "Messages about planned work" };

interface CardProps {
  template: NoticeTemplateView;
  moment: NoticeMoment;
  reader: { now: string; zone: string };
  canWrite: boolean;
}

function TemplateCard({ template, moment, reader, canWrite }: CardProps) {
  const { audience, title, body, isOwn, version, history } = template;
  return (
    <Card>
      <CardHeader title={<span className="capitalize">{audienceWords[audience]}</span>} detail={isOwn ? `own words, version ${version}` : "the standard words"} actions={canWrite ? <span className="flex gap-1">{isOwn ? <StandardWordsButton template={{ audience, version }} /> : null}<TemplateForm template={template} moment={moment} reader={reader} /></span> : undefined} />
      <CardBody className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <Message {...noticeText(moment, sampleSubject(Date.parse(reader.now)), { audience, zone: reader.zone, template: { title, body } })} />
        {history.length === 0 ? null : (
          <ul className="divide-y divide-line text-xs text-fg-3" aria-label="Versions">
            {history.slice(0, 6).map((one) => <li key={one.version} className="flex flex-wrap gap-x-2 py-1.5"><span>Version {one.version}: {one.title === null ? "the standard words" : one.title}, {one.actorName}</span><span className="ml-auto"><Timestamp iso={one.at} now={reader.now} zone={reader.zone} /></span></li>)}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}

export default async function MessagesPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const params = await searchParams;
  const { actor, now } = await pageContext();
  const moment = noticeMoments.find((each) => each === params.moment) ?? "announced";
  const { items } = await pageCall(maintenanceOperations.noticeTemplates, {});
  return (
    <>
      <TopBar crumbs={[{ label: "Change" }, { label: "Calendar", href: "/maintenance" }, { label: "Messages" }]} />
      <Page>
        <MaintenanceTabs current="messages" />
        <PageHeader title="Messages" description="How people are told of planned work, by who reads it; shown with a made-up window." />
        <FilterBar filters={[{ param: "moment", label: "Shown as", anyLabel: momentWords.announced, options: noticeMoments.filter((value) => value !== "announced").map((value) => ({ value, label: momentWords[value] })) }]} />
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-3 lg:items-start">
          {items.map((template) => <TemplateCard key={template.audience} template={template} moment={moment} reader={{ now, zone: actor.zone }} canWrite={actor.permissions.has("maintenance.approve")} />)}
        </div>
      </Page>
    </>
  );
}
