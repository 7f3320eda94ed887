import type { MonitorDetail } from "#contract/monitors";
import { DataTable, type Column } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { Timestamp } from "@/components/kit/timestamp";
import { changeText } from "@/components/monitors/monitor-words";
import type { Reader } from "@/components/monitors/monitors-table";
import { Card, CardHeader } from "@/components/ui/card";

type Change = MonitorDetail["changes"][number];

const columnsFor = (reader: Reader): Column<Change>[] => [
  { id: "at", header: "When", isPrimary: true, cell: (row) => <Timestamp iso={row.at} now={reader.now} zone={reader.zone} show="full" /> },
  { id: "by", header: "Who", cell: (row) => row.by },
  { id: "what", header: "What", cell: (row) => changeText(row) },
];

/** Who changed what about the monitor: where its figures turn, this is the first place to look. */
export function ChangesCard({ monitor, reader }: { monitor: MonitorDetail; reader: Reader }) {
  return (
    <Card>
      <CardHeader title="Changes" detail="to how it is checked, newest first" />
      <DataTable caption={`Changes of ${monitor.name}`} columns={columnsFor(reader)} rows={monitor.changes} rowKey={(row) => `${row.at} ${row.action}`} isBare empty={<EmptyState kind="none" title="No change on record">It is checked as it was from the start.</EmptyState>} />
    </Card>
  );
}
