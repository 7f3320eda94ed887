import Link from "next/link";
import type { DeploymentDetail } from "#contract/deployments";
import { outcomeMarks, outcomeWords } from "@/components/deployments/deployment-words";
import type { Reader } from "@/components/deployments/deployments-table";
import { DescriptionList } from "@/components/kit/description-list";
import { StatusBadge } from "@/components/kit/status-badge";
import { Timestamp } from "@/components/kit/timestamp";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { formatDateTime } from "@/lib/format";

const link = "text-link underline underline-offset-3";
const sources: Readonly<Record<string, string>> = { api: "the API", ci: "CI", import: "an import", portal: "the portal", "command line": "the command line" };

/** Who told what of it. */
export function AboutCard({ deployment, zone }: { deployment: DeploymentDetail; zone: string }) {
  const { service, environment, commit, committedAt, restoredAt, incident, incidentTitle, actor, source, sourceKey, run } = deployment;
  return (
    <Card>
      <CardHeader title="About" />
      <CardBody>
        <DescriptionList
          items={[
            { term: "Service", description: service === null ? null : <Link href={`/services/${service.slug}`} className={link}>{service.name}</Link> },
            { term: "Environment", description: environment },
            { term: "Commit", description: commit === null ? null : <span className="font-mono text-xs wrap-anywhere">{commit}</span> },
            { term: "Committed", description: committedAt === null ? null : formatDateTime(committedAt, zone) },
            { term: "Restored", description: restoredAt === null ? null : formatDateTime(restoredAt, zone) },
            { term: "Incident", description: incident === null ? null : <Link href={`/incidents/${incident}`} className={link}>INC-{incident} {incidentTitle}</Link> },
            { term: "Change run", description: run === null ? null : <Link href={`/changes/runs/${run}`} className={link}>CR-{run}</Link> },
            { term: "By", description: actor === "" ? null : actor },
            { term: "Told by", description: sources[source] ?? source },
            { term: "Source key", description: <span className="font-mono text-xs wrap-anywhere">{sourceKey}</span> },
          ]}
        />
      </CardBody>
    </Card>
  );
}

/** What was deployed before and after it in the same place. */
export function NeighboursCard({ deployment, reader }: { deployment: DeploymentDetail; reader: Reader }) {
  const { neighbours, environment } = deployment;
  return (
    <Card>
      <CardHeader title="Before and after" detail={`of the service in ${environment}`} />
      <CardBody className="py-1 text-sm">
        {neighbours.length === 0 ? <p className="py-3 text-fg-3">It is the only deployment on record there.</p> : (
          <ul className="divide-y divide-line">
            {neighbours.map(({ id, release, outcome, deployedAt }) => (
              <li key={id} className="flex flex-wrap items-center justify-between gap-x-3 py-2">
                <span className="flex min-w-0 items-center gap-2"><StatusBadge status={outcomeMarks[outcome]} label={outcomeWords[outcome]} /><Link href={`/deployments/${id}`} className={`${link} wrap-anywhere`}>{release}</Link></span>
                <Timestamp iso={deployedAt} now={reader.now} zone={reader.zone} show="full" className="text-fg-3" />
              </li>
            ))}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}
