import Link from "next/link";
import type { DocDetail } from "#contract/knowledge";
import { DescriptionList } from "@/components/kit/description-list";
import { Timestamp } from "@/components/kit/timestamp";
import { DocContents } from "@/components/knowledge/doc-contents";
import { FreshnessBadge } from "@/components/knowledge/freshness-badge";
import type { Reader } from "@/components/knowledge/runbooks-table";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { formatCount, formatDateTime } from "@/lib/format";

const linkClass = "rounded-sm text-link hover:underline";

function reviewWords(doc: DocDetail, { now, zone }: Reader) {
  return [
    { term: "Review", description: <FreshnessBadge freshness={doc.freshness} /> },
    { term: "Review by", description: doc.reviewBy === null ? "no date set" : formatDateTime(doc.reviewBy, "UTC", "date") },
    { term: "Last review", description: doc.reviewedAt === null ? "never" : <><Timestamp iso={doc.reviewedAt} now={now} zone={zone} />{doc.reviewedBy === null ? "" : ` by ${doc.reviewedBy}`}</> },
  ];
}

function BrokenLinks({ links }: { links: DocDetail["brokenLinks"] }) {
  if (links.length === 0) return null;
  return (
    <Card>
      <CardHeader title="Links that lead nowhere" detail={String(links.length)} />
      <CardBody>
        <ul className="grid gap-1.5 text-sm">
          {links.map((link) => (
            <li key={`${link.line}-${link.target}`} className="wrap-anywhere"><code className="font-mono text-xs">{link.target}</code>{link.line > 0 ? <span className="text-fg-3"> line {link.line}</span> : null}: <span className="text-fg-2">{link.reason}</span></li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}

export interface DocAsideProps {
  doc: DocDetail;
  reader: Reader;
}

/** What stands beside a document: its contents, whose it is, how fresh, where it comes from. */
export function DocAside({ doc, reader }: DocAsideProps) {
  const isShipped = doc.space?.isShipped === true;
  const origin = isShipped ? "comes with the portal" : doc.sourceKey === null ? "written here" : `imported from ${doc.sourceKey}${doc.isEdited ? ", edited here since" : ""}`;
  const items = [
    ...(isShipped ? [] : [{ term: "Owner", description: doc.ownerName ?? "nobody" }, ...reviewWords(doc, reader)]),
    ...(doc.audience.length === 0 ? [] : [{ term: "For", description: doc.audience.join(", ") }]),
    { term: "Changed", description: <Timestamp iso={doc.updatedAt} now={reader.now} zone={reader.zone} /> },
    { term: "Version", description: <Link href={`/docs/${doc.slug}/history`} className={linkClass}>{doc.publishedVersion === 0 ? "none published" : String(doc.publishedVersion)}, see changes</Link> },
    { term: "Origin", description: doc.isDemo ? "demo data" : origin },
    ...(doc.canEdit ? [{ term: "Read", description: `${formatCount(doc.reads, "time")} in 30 days; useful: ${doc.useful.yes} yes, ${doc.useful.no} no` }] : []),
  ];
  return (
    <aside aria-label="About this document" className="grid min-w-0 gap-4 self-start xl:sticky xl:top-16">
      <DocContents contents={doc.contents} />
      <Card>
        <CardHeader title="About" />
        <CardBody><DescriptionList items={items} /></CardBody>
      </Card>
      {doc.canEdit || isShipped ? <BrokenLinks links={doc.brokenLinks} /> : null}
    </aside>
  );
}
