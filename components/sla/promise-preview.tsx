import type { Preview, SlaChoices } from "#contract/sla";
import { customerTiers } from "#contract/catalog";
import { priorities } from "#contract/tickets";
import { FilterBar } from "@/components/kit/filter-bar";
import { formatHours, kindWords } from "@/components/sla/sla-words";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { formatDateTime } from "@/lib/format";

const plain = (values: readonly string[]) => values.map((value) => ({ value, label: /^(p\d|l\d)$/.test(value) ? value.toUpperCase() : value.charAt(0).toUpperCase() + value.slice(1) }));

function Due({ preview, zone, isAsked }: { preview: Preview; zone: string; isAsked: boolean }) {
  if (preview.promise === null && !isAsked) return <p className="text-sm text-fg-2">Choose what a ticket is like to see what it would be promised, and when that would be due.</p>;
  if (preview.promise === null) return <p className="text-sm text-fg-2">No policy fits: nothing would be promised for it.</p>;
  const { policy, calendar, due } = preview.promise;
  return (
    <div className="grid gap-2 text-sm">
      <p>Opened now, it falls under <span className="font-medium">{policy}</span> and counts by {calendar}:</p>
      <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-3">
        {due.map(({ kind, targetMs, dueAt }) => (
          <div key={kind}>
            <dt className="text-xs text-fg-3">{kindWords[kind]} within {formatHours(targetMs)}</dt>
            <dd className="font-semibold">{dueAt === null ? "never: the calendar does not open" : `${formatDateTime(dueAt, zone, "weekday")}, ${formatDateTime(dueAt, zone, "time")}`}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** "A P1 of an enterprise customer opened now is due at ..." */
export function PromisePreview({ preview, choices, zone, isAsked }: { preview: Preview; choices: SlaChoices; zone: string; /** Something of the ticket was chosen. */ isAsked: boolean }) {
  const filters = [
    { param: "priority", label: "Priority", options: plain(priorities) },
    { param: "tier", label: "Tier", options: plain(customerTiers) },
    { param: "customer", label: "Customer", options: choices.customers.map(({ id, name }) => ({ value: id, label: name })) },
    { param: "service", label: "Service", options: choices.services.map(({ id, name }) => ({ value: id, label: name })) },
    { param: "level", label: "Level", options: plain(["l1", "l2", "l3"]) },
  ].filter(({ options }) => options.length > 0);
  return (
    <Card>
      <CardHeader title="What would be promised?" detail={`times in ${zone}`} />
      <CardBody className="grid gap-3">
        <FilterBar filters={filters} />
        <Due preview={preview} zone={zone} isAsked={isAsked} />
      </CardBody>
    </Card>
  );
}
