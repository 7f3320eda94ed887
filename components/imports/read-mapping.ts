import type { ExportField, ExportMapping } from "#core/tickets";

export interface MappingPreviewData {
  columns: string[];
  mapping: ExportMapping;
  isSaved: boolean;
  rows: number;
  unknownStates: string[];
  tickets: { number: string; subject: string; state: string; stateKind: string; priority: string | null; openedAt: string; resolvedAt: string | null }[];
  faults: { line: number; reason: string }[];
}

/** How the beginning of an export would be read; throws with words for people. By POST, as the text is longer than an address may be. */
export async function readMapping(text: string, { zone, mapping }: { zone: string; mapping: ExportMapping | null }): Promise<MappingPreviewData> {
  const response = await fetch("/api/v1/ticket-imports/preview", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ text, zone: zone === "" ? null : zone, mapping }) });
  const body = (await response.json()) as MappingPreviewData & { error?: { message?: string } };
  if (!response.ok) throw new Error(body.error?.message ?? "The portal did not answer. Try again.");
  return body;
}

/** The mapping with one column chosen for a field; a column that another field had is taken from it. */
export function withColumn(mapping: ExportMapping, field: ExportField, column: string | null): ExportMapping {
  const others = Object.entries(mapping.columns).filter(([name, held]) => name !== field && held !== column);
  return { ...mapping, columns: { ...Object.fromEntries(others), ...(column === null ? {} : { [field]: column }) } };
}
