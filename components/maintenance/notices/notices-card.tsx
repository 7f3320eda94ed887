import Link from "next/link";
import type { NoticeRow } from "#contract/maintenance";
import { StatusBadge } from "@/components/kit/status-badge";
import { Timestamp } from "@/components/kit/timestamp";
import { deliveryState, kindWords, momentWords } from "@/components/maintenance/notices/notice-words";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { formatCount } from "@/lib/format";

export interface NoticesCardProps {
  notices: { items: readonly NoticeRow[]; total: number; subscribers: number };
  reader: { now: string; zone: string };
  canManage: boolean;
}

function Row({ notice, reader }: { notice: NoticeRow; reader: NoticesCardProps["reader"] }) {
  const { status, label } = deliveryState(notice.status);
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-0.5 py-1.5">
      <span className="min-w-0 wrap-anywhere"><span className="font-medium">{momentWords[notice.moment]}</span> <span className="text-fg-3">{kindWords[notice.kind] ?? notice.kind}{notice.recipient === null ? "" : ` to ${notice.recipient}`}</span></span>
      <span className="flex items-baseline gap-3"><StatusBadge status={status} label={label} /><Timestamp iso={notice.sentAt ?? notice.at} now={reader.now} zone={reader.zone} className="text-fg-3" /></span>
      {notice.error === null ? null : <span className="w-full text-xs text-crit-text wrap-anywhere">{notice.error}{notice.retryAt === null ? "" : <> Next try <Timestamp iso={notice.retryAt} now={reader.now} zone={reader.zone} />.</>}</span>}
    </li>
  );
}

const shown = 12;

/** Who was told what of a window, when and how it went. */
export function NoticesCard({ notices: { items, total, subscribers }, reader, canManage }: NoticesCardProps) {
  const listed = items.slice(0, shown);
  const older = items.slice(shown);
  const rows = (some: readonly NoticeRow[]) => <ul className="divide-y divide-line">{some.map((notice) => <Row key={notice.id} notice={notice} reader={reader} />)}</ul>;
  return (
    <Card>
      <CardHeader title="Who was told" />
      <CardBody className="grid gap-2 text-sm">
        <p className="text-fg-3">{subscribers === 0 ? "Nobody has asked to be told of these services." : `${formatCount(subscribers, "subscriber")} to these services.`}{canManage ? <> <Link href="/maintenance/subscriptions" className="text-link underline underline-offset-3">Subscribers</Link></> : null}</p>
        {items.length === 0 ? <p className="text-fg-3">No message about it is on record.</p> : rows(listed)}
        {older.length === 0 ? null : <details><summary className="cursor-pointer text-xs text-link">{older.length} earlier</summary>{rows(older)}</details>}
        {total > items.length ? <p className="text-xs text-fg-3">{total - items.length} more are in the delivery log.</p> : null}
      </CardBody>
    </Card>
  );
}
