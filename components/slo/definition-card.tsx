import Link from "next/link";
import type { SloDetail } from "#contract/slo";
import { sliUnit } from "#core/slo";
import { DescriptionList } from "@/components/kit/description-list";
import { Timestamp } from "@/components/kit/timestamp";
import { PrometheusMeasure } from "@/components/slo/prometheus-measure";
import { methodText, noDataWords, targetText, windowText } from "@/components/slo/slo-words";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { formatDuration, formatNumber, formatRatio } from "@/lib/format";

export interface DefinitionCardProps {
  slo: SloDetail;
  reader: { now: string; zone: string };
}

function Measured({ sli }: { sli: SloDetail["definition"]["sli"] }) {
  if (sli.kind === "pushed") return <>{sli.unit}, sent by API{sli.thresholdMs === undefined ? "" : `; good up to ${formatDuration(sli.thresholdMs)}`}</>;
  if (sli.kind === "prometheus") return <PrometheusMeasure sli={sli} />;
  return (
    <>
      {sli.monitors.map((slug, index) => (
        <span key={slug}>
          {index === 0 ? "" : ", "}
          <Link href={`/monitors/${slug}`} className="text-link hover:underline">{slug}</Link>
        </span>
      ))}
    </>
  );
}

function minimumText({ sli, minimumSamples = 0 }: SloDetail["definition"]): string {
  if (minimumSamples === 0) return "none";
  return sli.kind === "probe" ? formatDuration(minimumSamples) : `${formatNumber(minimumSamples)} ${sliUnit(sli)}`;
}

function Alerts({ rows }: { rows: SloDetail["definition"]["alertRows"] }) {
  if (!rows) return <>the usual windows</>;
  return <>{rows.map(({ severity, budgetFraction, longMs }) => <span key={`${severity} ${longMs}`} className="block">{severity} at {formatRatio(budgetFraction, { digits: budgetFraction * 100 % 1 === 0 ? 0 : 1 })} in {formatDuration(longMs)}</span>)}</>;
}

const labelTexts = ({ labels = {} }: SloDetail["definition"]): string[] => Object.entries(labels).map(([name, value]) => `${name}=${value}`);

function Versions({ slo: { versions }, reader }: DefinitionCardProps) {
  return (
    <ol aria-label="Versions" className="grid gap-1 border-t border-line pt-3 text-sm">
      {versions.map(({ version, actorName, at }) => (
        <li key={version} className="flex flex-wrap justify-between gap-x-3">
          <span>
            <span className="font-medium">v{version}</span> <span className="text-fg-2">{actorName}</span>
          </span>
          <span className="text-xs text-fg-3"><Timestamp iso={at} now={reader.now} zone={reader.zone} show="full" /></span>
        </li>
      ))}
    </ol>
  );
}

/** What is promised, how it is counted, and who changed it when. */
export function DefinitionCard({ slo, reader }: DefinitionCardProps) {
  const { definition, row } = slo;
  return (
    <Card>
      <CardHeader title="Definition" detail={`v${slo.version}`} />
      <CardBody className="grid gap-3">
        <DescriptionList
          items={[
            { term: "Service", description: row.service ? <Link href={`/services/${row.service.slug}`} className="text-link hover:underline">{row.service.name}</Link> : null },
            { term: "Owner", description: row.owner ? <Link href={`/teams/${row.owner.slug}`} className="text-link hover:underline">{row.owner.name}</Link> : null },
            { term: "Measured by", description: <Measured sli={definition.sli} /> },
            { term: "Target", description: targetText(definition.target) },
            { term: "Window", description: windowText(definition.window) },
            { term: "Counts", description: methodText(definition.method ?? { kind: "occurrences" }) },
            { term: "No data", description: noDataWords[definition.noData ?? "ignore"] },
            { term: "Minimum", description: minimumText(definition) },
            { term: "Alerts", description: <Alerts rows={definition.alertRows} /> },
            ...(labelTexts(definition).length === 0 ? [] : [{ term: "Labels", description: labelTexts(definition).map((text) => <span key={text} className="block font-mono text-xs">{text}</span>) }]),
            { term: "Slug", description: <span className="font-mono text-xs">{row.slug}</span> },
          ]}
        />
        <Versions slo={slo} reader={reader} />
      </CardBody>
    </Card>
  );
}
