import "server-only";
import type { z } from "zod";
import { stringify } from "yaml";
import { ruleDays, ruleHindrance, slothRules, writeOpenSlo, type ExchangedSlo } from "#core/slo";
import type { Ctx } from "../platform/registry";
import type { ExportSlos, exportSlosInput } from "./contract";
import { findSloRecord, listSloRecords } from "./slo-records-repository";
import { definitionOf, type SloRecord } from "./slos-repository";
import { noSuchSlo } from "./update-slo";

const noAlert = { isDisabled: false, labels: {}, annotations: {} };
const usualAlerting = (name: string): ExchangedSlo["alerting"] => ({ name: `${name}BurnsItsErrorBudget`, page: noAlert, ticket: noAlert });

/** As it leaves the portal: a service that the catalogue did not know comes back from its label, and alerts are called as the file that it came from says, or else after the SLO. */
function exchangedOf(record: SloRecord): ExchangedSlo | null {
  const definition = definitionOf(record);
  if (!definition) return null;
  const { service: kept, ...labels } = definition.labels;
  const service = definition.service ?? kept ?? null;
  const innerName = service !== null && record.slug.startsWith(`${service}-`) ? record.slug.slice(service.length + 1) : record.slug;
  const name = innerName.split("-").map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("");
  return { slug: record.slug, innerName, service, definition: { ...definition, labels: definition.service === null ? labels : definition.labels }, alerting: definition.ruleAlerting ?? usualAlerting(name) };
}

const options = { lineWidth: 0 };

function writeRules(slos: readonly ExchangedSlo[]): Pick<ExportSlos, "text" | "slos" | "leftOut"> {
  const leftOut = slos.flatMap((slo) => {
    const reason = ruleHindrance(slo);
    return reason === null ? [] : [{ slug: slo.slug, reason }];
  });
  const written = slos.filter((slo) => ruleHindrance(slo) === null);
  const calendar = written.filter(({ definition: { window } }) => window.kind === "calendar").map(({ slug, definition: { window } }) => `# ${slug}: Prometheus knows no calendar; its window is ${ruleDays(window)} days here.\n`);
  const omitted = leftOut.map(({ slug, reason }) => `# ${slug} is left out: ${reason}.\n`);
  return { text: calendar.join("") + omitted.join("") + stringify({ groups: written.flatMap(slothRules) }, options), slos: written.length, leftOut };
}

/** SLOs as documents of OpenSLO v1, or as rules of Prometheus in Sloth's dialect; those that a format cannot hold are named with the reason. */
export async function exportSlos({ format, slug }: z.output<typeof exportSlosInput>, ctx: Ctx): Promise<ExportSlos> {
  const one = slug === undefined ? null : await findSloRecord(ctx.actor.scope, slug);
  if (slug !== undefined && !one) throw noSuchSlo(slug);
  const records = one ? [one] : await listSloRecords(ctx.actor.scope, {});
  const slos = records.flatMap((record) => exchangedOf(record) ?? []);
  const unread = records.filter((record) => definitionOf(record) === null).map((record) => ({ slug: record.slug, reason: "its stored definition is not valid" }));
  const name = slug ?? "slos";
  if (format === "openslo") return { fileName: `${name}.openslo.yaml`, text: slos.map((slo) => stringify(writeOpenSlo(slo), options)).join("---\n"), slos: slos.length, leftOut: unread };
  const rules = writeRules(slos);
  return { ...rules, fileName: `${name}.rules.yaml`, leftOut: [...unread, ...rules.leftOut] };
}
