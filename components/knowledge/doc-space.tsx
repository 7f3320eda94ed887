import Link from "next/link";
import type { DocRow, DocSpace } from "#contract/knowledge";
import { FreshnessBadge } from "@/components/knowledge/freshness-badge";
import { groupBySection } from "@/components/knowledge/section-name";
import { Badge } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { formatCount } from "@/lib/format";

function DocLink({ doc, isShipped }: { doc: DocRow; isShipped: boolean }) {
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
      <Link href={`/docs/${doc.slug}`} className="rounded-sm text-base text-link wrap-anywhere hover:underline">{doc.title}</Link>
      {doc.state === "draft" ? <Badge tone="outline">draft</Badge> : null}
      {doc.kind === "policy" ? <Badge>policy</Badge> : null}
      {isShipped || doc.freshness === "current" || doc.state === "draft" ? null : <FreshnessBadge freshness={doc.freshness} />}
    </li>
  );
}

/** Sections in the order in which their first document stands. */
const bySection = (docs: readonly DocRow[]): DocRow[] => {
  const order = [...new Set(docs.map((doc) => doc.section))];
  return docs.toSorted((a, b) => order.indexOf(a.section) - order.indexOf(b.section));
};

export interface DocSpaceCardProps {
  space: DocSpace & { docs: readonly DocRow[] };
}

/** One space: its documents under their sections. */
export function DocSpaceCard({ space }: DocSpaceCardProps) {
  const groups = groupBySection(bySection(space.docs));
  return (
    <Card>
      <CardHeader title={space.title} detail={space.isShipped ? "comes with the portal" : formatCount(space.docs.length, "document")} />
      <CardBody>
        {space.description === "" ? null : <p className="mb-3 max-w-224 text-sm text-fg-3">{space.description}</p>}
        {space.docs.length === 0 ? <p className="text-sm text-fg-3">Nothing in it yet.</p> : null}
        <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2 xl:grid-cols-3">
          {groups.map(({ section, rows }) => (
            <section key={section} aria-label={section === "" ? space.title : section} className="min-w-0">
              {section === "" ? null : <h3 className="mb-1.5 text-sm font-semibold text-fg-2">{section}</h3>}
              <ul className="grid gap-1">{rows.map((doc) => <DocLink key={doc.slug} doc={doc} isShipped={space.isShipped} />)}</ul>
            </section>
          ))}
        </div>
      </CardBody>
    </Card>
  );
}
