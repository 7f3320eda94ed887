"use client";

import { ChartLine, Table2 } from "lucide-react";
import { useId, useState, type ReactNode } from "react";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { SegmentedControl } from "@/components/ui/segmented-control";

const SEGMENTS = [
  { value: "chart", label: "Chart", icon: <ChartLine aria-hidden /> },
  { value: "table", label: "Table", icon: <Table2 aria-hidden /> },
] as const;

export interface ChartCardProps {
  title: string;
  /** Unit and period: "tickets a day, September". */
  unit: string;
  chart: ReactNode;
  /** The same figures as a table. */
  table: ReactNode;
  footer?: ReactNode;
  actions?: ReactNode;
  level?: 2 | 3;
}

/** A chart with its title, its unit, and its table twin. Both are there; one is shown. */
export function ChartCard({ title, unit, chart, table, footer, actions, level = 2 }: ChartCardProps) {
  const [view, setView] = useState<"chart" | "table">("chart");
  const id = useId();
  return (
    <Card aria-labelledby={id}>
      <CardHeader
        title={title}
        titleId={id}
        level={level}
        detail={unit}
        actions={
          <>
            {actions}
            <SegmentedControl label={`View of ${title}`} value={view} onChange={setView} segments={SEGMENTS} />
          </>
        }
      />
      {view === "chart" ? <CardBody>{chart}</CardBody> : (
        <div role="region" aria-label={`${title}, table`} tabIndex={0} className="max-h-96 overflow-y-auto -outline-offset-2">
          {table}
        </div>
      )}
      {footer === undefined || footer === null ? null : <CardFooter>{footer}</CardFooter>}
    </Card>
  );
}
