import Link from "next/link";
import type { ReactNode } from "react";
import type { RunbookDetail } from "#contract/knowledge";
import { DescriptionList } from "@/components/kit/description-list";
import { Timestamp } from "@/components/kit/timestamp";
import { contentsLinks } from "@/components/knowledge/contents-links";
import { AlertNames, type Reader } from "@/components/knowledge/runbooks-table";
import { sectionName } from "@/components/knowledge/section-name";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { cn } from "@/lib/cn";

const linkClass = "rounded-sm text-link wrap-anywhere hover:underline";

function Contents({ contents }: Pick<RunbookDetail, "contents">) {
  const links = contentsLinks(contents);
  if (links.length === 0) return null;
  return (
    <nav aria-label="Contents">
      <Card>
        <CardHeader title="Contents" />
        <CardBody>
          <ol className="grid gap-1.5 text-sm">
            {links.map((link) => (
              <li key={link.id} className={cn(link.depth === 1 && "pl-3", link.depth > 1 && "pl-6")}>
                <a href={`#${link.id}`} className={linkClass}>{link.text}</a>
              </li>
            ))}
          </ol>
        </CardBody>
      </Card>
    </nav>
  );
}

function LinkText({ link }: { link: RunbookDetail["links"][number] }): ReactNode {
  if (link.kind === "runbook") return <Link href={link.target} className={linkClass}>{link.label}</Link>;
  if (link.kind === "web") return <a href={link.target} rel="noreferrer noopener" target="_blank" className={linkClass}>{link.label}</a>;
  return <span className="text-fg-3 wrap-anywhere">{link.label}: not in the library</span>;
}

function Links({ links }: Pick<RunbookDetail, "links">) {
  if (links.length === 0) return null;
  return (
    <Card>
      <CardHeader title="Links" detail={String(links.length)} />
      <CardBody>
        <ul className="grid gap-1.5 text-sm">
          {links.map((link) => (
            <li key={link.target}><LinkText link={link} /></li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}

export interface RunbookAsideProps {
  runbook: RunbookDetail;
  reader: Reader;
}

/** Fields of the head that have a place of their own: the alerts above, the questions where a run starts. */
const isShownElsewhere = new Set(["title", "alerts", "service", "section", "variables"]);

/** What stands beside a runbook: where its parts are, what it is about, where it comes from. */
export function RunbookAside({ runbook, reader }: RunbookAsideProps) {
  const origin = runbook.sourceKey === null ? "written here" : `imported from ${runbook.sourceKey}${runbook.isEdited ? ", edited here since" : ""}`;
  const items = [
    { term: "Section", description: <Link href={`/runbooks?section=${encodeURIComponent(runbook.section)}`} className={linkClass}>{sectionName(runbook.section)}</Link> },
    { term: "Alerts", description: <AlertNames names={runbook.alertNames} /> },
    ...(runbook.service === null ? [] : [{ term: "Service", description: <Link href={`/services/${runbook.service.slug}`} className={linkClass}>{runbook.service.name}</Link> }]),
    { term: "Updated", description: <Timestamp iso={runbook.updatedAt} now={reader.now} zone={reader.zone} /> },
    { term: "Origin", description: runbook.isDemo ? "demo data" : origin },
    ...runbook.frontMatter.filter(({ key }) => !isShownElsewhere.has(key)).map(({ key, value }) => ({ term: key, description: value })),
  ];
  return (
    <aside aria-label="About this runbook" className="grid min-w-0 gap-4 self-start">
      <Card>
        <CardHeader title="About" />
        <CardBody><DescriptionList items={items} /></CardBody>
      </Card>
      <Contents contents={runbook.contents} />
      <Links links={runbook.links} />
    </aside>
  );
}
