"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { exportFields, type ExportField, type ExportMapping } from "#core/tickets";
import { beginningOf } from "@/components/imports/beginning-of";
import { Choice } from "@/components/imports/choice";
import { readMapping, withColumn, type MappingPreviewData } from "@/components/imports/read-mapping";
import { Banner } from "@/components/kit/banner";
import { DataTable, type Column } from "@/components/kit/data-table";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { useTRPC } from "@/lib/trpc";
import { formatDateTime } from "@/lib/format";

const fieldWords: Readonly<Record<ExportField, string>> = {
  number: "Number", subject: "Subject", description: "Description", state: "State", priority: "Priority", openedAt: "Opened", resolvedAt: "Resolved", closedAt: "Closed", updatedAt: "Updated", requester: "Requester", requesterEmail: "Requester's e-mail", assignee: "Assignee", group: "Group", category: "Category", service: "Service", channel: "Channel", madeSla: "SLA met", rating: "Rating",
};
const needed: ReadonlySet<ExportField> = new Set(["number", "state", "openedAt"]);
const presetWords: Readonly<Record<ExportMapping["preset"], string>> = { servicenow: "a ServiceNow list", jira: "a Jira export", zendesk: "a Zendesk export", other: "a list of its own kind" };
const kinds: readonly { value: ExportMapping["states"][string]; label: string }[] = [{ value: "open", label: "open" }, { value: "waiting", label: "waiting" }, { value: "resolved", label: "resolved" }, { value: "closed", label: "closed" }];

type Ticket = MappingPreviewData["tickets"][number];
const columns: readonly Column<Ticket>[] = [
  { id: "number", header: "Ticket", isPrimary: true, className: "whitespace-nowrap font-mono text-xs", cell: (row) => row.number },
  { id: "subject", header: "Subject", cell: (row) => <span className="wrap-anywhere">{row.subject}</span> },
  { id: "state", header: "State", cell: (row) => <span>{row.state} <span className="text-fg-3">({row.stateKind})</span></span> },
  { id: "priority", header: "Priority", cell: (row) => row.priority?.toUpperCase() ?? <span className="text-fg-3">none</span> },
  { id: "opened", header: "Opened (UTC)", className: "whitespace-nowrap", cell: (row) => formatDateTime(row.openedAt, "UTC") },
  { id: "resolved", header: "Resolved (UTC)", className: "whitespace-nowrap", cell: (row) => (row.resolvedAt === null ? <span className="text-fg-3">no</span> : formatDateTime(row.resolvedAt, "UTC")) },
];

interface MappingFormProps {
  data: MappingPreviewData;
  isBusy: boolean;
  onChange: (mapping: ExportMapping) => void;
}

function MappingForm({ data: { columns: offered, mapping, unknownStates }, isBusy, onChange }: MappingFormProps) {
  const words = [...new Set([...Object.keys(mapping.states), ...unknownStates.map((word) => word.toLowerCase())])];
  const options = offered.filter((column) => column !== "").map((column) => ({ value: column, label: column }));
  const setState = (word: string, kind: string | null) => {
    const chosen = kinds.find(({ value }) => value === kind);
    onChange({ ...mapping, states: { ...Object.fromEntries(Object.entries(mapping.states).filter(([held]) => held !== word)), ...(chosen ? { [word]: chosen.value } : {}) } });
  };
  return (
    <>
      <fieldset className="grid gap-3">
        <legend className="mb-2 text-sm font-medium">Which column says what</legend>
        <div className="grid grid-cols-2 gap-3 lg:grid-cols-3 xl:grid-cols-4">
          {exportFields.map((field) => <Choice key={field} label={fieldWords[field]} value={mapping.columns[field] ?? null} options={options} noneLabel={needed.has(field) ? "choose a column" : "not in the file"} isDisabled={isBusy} onChange={(column) => onChange(withColumn(mapping, field, column))} />)}
        </div>
      </fieldset>
      {words.length === 0 ? null : (
        <fieldset className="grid gap-3">
          <legend className="mb-2 text-sm font-medium">What each state means</legend>
          <div className="grid grid-cols-2 gap-3 lg:grid-cols-3 xl:grid-cols-4">
            {words.map((word) => <Choice key={word} label={word} value={mapping.states[word] ?? null} options={kinds} noneLabel="not said" isDisabled={isBusy} onChange={(kind) => setState(word, kind)} />)}
          </div>
        </fieldset>
      )}
    </>
  );
}

export interface MappingPreviewProps {
  file: File;
  zone: string;
  onSaved: () => void;
}

/** How a list of tickets is read: guessed from its beginning, corrected by whoever knows better, saved for every file with the same columns. */
export function MappingPreview({ file, zone, onSaved }: MappingPreviewProps) {
  const trpc = useTRPC();
  const [data, setData] = useState<MappingPreviewData | null>(null);
  const [isChanged, setIsChanged] = useState(false);
  const read = useMutation({ mutationFn: async (mapping: ExportMapping | null) => readMapping(beginningOf(await file.text()), { zone, mapping }), onSuccess: setData });
  const save = useMutation(trpc.tickets.saveImportMapping.mutationOptions({ onSuccess: () => { setIsChanged(false); toast.success("Saved. Every file with these columns is read like this."); onSaved(); }, onError: ({ message }) => toast.error(message) }));
  const change = (mapping: ExportMapping) => {
    setIsChanged(true);
    read.mutate(mapping);
  };
  const isBusy = read.isPending || save.isPending;
  const error = read.error ? <Banner tone="critical" title="This cannot be read.">{read.error.message}</Banner> : null;
  if (data === null) return <div className="grid gap-3">{error}<div><Button disabled={isBusy} onClick={() => read.mutate(null)}>{isBusy ? "Reading" : "See how it is read"}</Button></div></div>;
  const isOtherZone = zone !== "" && zone !== data.mapping.zone;
  return (
    <Card aria-label="How it is read">
      <CardHeader title="How it is read" detail={data.isSaved ? "as it was saved" : `looks like ${presetWords[data.mapping.preset]}`} actions={<Button size="sm" disabled={isBusy || isOtherZone || (data.isSaved && !isChanged)} onClick={() => save.mutate({ columns: data.columns, mapping: data.mapping })}>Save</Button>} />
      <CardBody className="grid grid-cols-[minmax(0,1fr)] gap-5">
        {error}
        <MappingForm data={data} isBusy={isBusy} onChange={change} />
        <p className="flex flex-wrap items-center gap-3 text-sm text-fg-2">Times without a zone are read as {data.mapping.zone}.{isOtherZone ? <Button size="sm" disabled={isBusy} onClick={() => change(data.mapping)}>Read them as {zone}</Button> : null}</p>
        {isChanged ? <p role="status" className="text-sm text-fg-2">Changed. Save it, then preview: the import reads what is saved.</p> : null}
        <DataTable caption="The first tickets" columns={columns} rows={data.tickets} rowKey={(row) => row.number} empty={<p className="p-4 text-sm text-fg-3">No ticket can be read yet.</p>} />
        {data.faults.length === 0 ? null : <ul className="grid gap-1 text-sm">{data.faults.map(({ line, reason }) => <li key={line}><span className="text-fg-3">Line {line}:</span> {reason}</li>)}</ul>}
      </CardBody>
    </Card>
  );
}
