"use client";

import { ChartLine, Table2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import type { Artefact, EvidenceTable } from "#contract/query";
import { ChartTable } from "@/components/kit/charts/chart-table";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { formatCount } from "@/lib/format";
import { kindOf } from "../prepare-brief-chart";
import { Spans } from "../spans";
import { preparePareto, type ParetoRow } from "./prepare-pareto";

const ParetoPlot = dynamic(() => import("./pareto-plot").then((module) => module.ParetoPlot), { ssr: false });

const SEGMENTS = [{ value: "chart", label: "Chart", icon: <ChartLine aria-hidden /> }, { value: "table", label: "Table", icon: <Table2 aria-hidden /> }] as const;
const HEIGHT = 240;

export interface ParetoArtefactProps {
  title: string;
  body: Extract<Artefact["body"], { kind: "pareto" }>;
  table: EvidenceTable;
  zone: string;
}

/** Columns by size with the sum so far as a line, and the same figures as a table. */
export function ParetoArtefact({ title, body, table, zone }: ParetoArtefactProps) {
  const [view, setView] = useState<"chart" | "table">("chart");
  const prepared = useMemo(() => preparePareto(body, table, zone), [body, table, zone]);
  const labelOf = (key: string) => table.columns.find((column) => column.key === key)?.label ?? key;
  const figure = ({ index }: ParetoRow, column: string, text: string) => <Spans spans={[{ kind: "figure", text, table: table.id, row: index, column }]} tables={[table]} />;
  const rest = prepared.restCount === 0 ? "" : `; ${formatCount(prepared.restCount, "smaller one")} not drawn`;
  return (
    <div className="grid gap-2 px-4 pb-4">
      <div className="flex flex-wrap items-center gap-2 text-xs text-fg-3">
        <span>{labelOf(body.y)} by {labelOf(body.x).toLowerCase()}, and the sum so far{rest}</span>
        <div className="ml-auto print:hidden"><SegmentedControl label={`View of ${title}`} value={view} onChange={setView} segments={SEGMENTS} /></div>
      </div>
      {view === "chart" ? (
        <div role="img" aria-label={`${title}: ${prepared.summary}.`} style={{ height: HEIGHT }}><ParetoPlot rows={prepared.rows} kind={kindOf(body.unit)} height={HEIGHT} label={labelOf(body.y)} /></div>
      ) : (
        <ChartTable caption={title} first={labelOf(body.x)} columns={[labelOf(body.y), labelOf(body.cumulative)]} rows={prepared.rows.map((row) => ({ key: String(row.index), name: row.isVital ? <b className="font-semibold">{row.name}</b> : row.name, cells: [figure(row, body.y, row.valueText), figure(row, body.cumulative, row.cumulativeText)] }))} />
      )}
    </div>
  );
}
