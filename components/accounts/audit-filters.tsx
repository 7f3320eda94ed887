"use client";

import Form from "next/form";
import Link from "next/link";
import { FieldShell } from "@/components/kit/form";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

export interface AuditFilterValues {
  actor: string | undefined;
  action: string | undefined;
  entity: string | undefined;
  from: string | undefined;
  to: string | undefined;
}

export interface AuditFiltersProps {
  values: AuditFilterValues;
  /** The zone in which the days count. */
  zone: string;
}

const fields: readonly { name: keyof AuditFilterValues; label: string; type: "text" | "date"; placeholder?: string }[] = [
  { name: "actor", label: "Who", type: "text", placeholder: "Name" },
  { name: "action", label: "Action begins with", type: "text", placeholder: "accounts." },
  { name: "entity", label: "Id of the thing", type: "text" },
  { name: "from", label: "From", type: "date" },
  { name: "to", label: "To and including", type: "date" },
];

/** Works as a plain form: what is asked stands in the address. */
export function AuditFilters({ values, zone }: AuditFiltersProps) {
  const isFiltered = Object.values(values).some((value) => value !== undefined);
  return (
    <Form action="/accounts/audit" data-slot="filter-bar" role="search" key={JSON.stringify(values)} className="flex flex-wrap items-end gap-2">
      {fields.map(({ name, label, type, placeholder }) => (
        <FieldShell key={name} label={type === "date" ? `${label} (${zone})` : label} className="w-full sm:w-44">
          {(control) => <Input {...control} name={name} type={type} placeholder={placeholder} defaultValue={values[name] ?? ""} spellCheck={false} autoComplete="off" />}
        </FieldShell>
      ))}
      <Button type="submit">Apply</Button>
      {isFiltered ? (
        <Button asChild variant="ghost">
          <Link href="/accounts/audit">Clear</Link>
        </Button>
      ) : null}
    </Form>
  );
}
