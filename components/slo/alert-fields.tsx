"use client";

import { Plus, X } from "lucide-react";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { sloLimits } from "#contract/slo";
import { Field } from "@/components/kit/form";
import { ChoiceField, NumberField } from "@/components/slo/form-fields";
import { usualRows, type SloDraft } from "@/components/slo/slo-draft";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Input } from "@/components/ui/input";

const kinds = [{ value: "usual", label: "The usual windows" }, { value: "own", label: "Windows of its own" }];
const severities = [{ value: "page", label: "Page" }, { value: "ticket", label: "Ticket" }];

const LengthField = ({ name, label }: { name: string; label: string }) => <Field name={name} label={label}>{(control) => <Input size="lg" spellCheck={false} placeholder="1h" {...control} />}</Field>;

function Row({ at, onRemove }: { at: number; onRemove: () => void }) {
  return (
    <li className="grid grid-cols-2 items-start gap-3 border-t border-line pt-3 sm:grid-cols-[8rem_minmax(0,1fr)_minmax(0,1fr)_minmax(0,1fr)_auto]">
      <ChoiceField name={`alertRows.${at}.severity`} label="Severity" options={severities} />
      <NumberField name={`alertRows.${at}.percent`} label="Of the budget" unit="%" />
      <LengthField name={`alertRows.${at}.long`} label="Within" />
      <LengthField name={`alertRows.${at}.short`} label="And still in the last" />
      <Button icon variant="ghost" size="lg" className="self-end max-sm:col-start-2 max-sm:justify-self-end" aria-label={`Remove pair ${at + 1}`} onClick={onRemove}><X aria-hidden /></Button>
    </li>
  );
}

/** Pairs of windows that alert: the usual ones, or an SLO's own, which begin as a copy of the usual ones. */
export function AlertFields() {
  const { getValues } = useFormContext<SloDraft>();
  const alerting = useWatch<SloDraft, "alerting">({ name: "alerting" });
  const rows = useFieldArray<SloDraft, "alertRows">({ name: "alertRows" });
  const isOwn = alerting === "own";
  return (
    <Card>
      <CardHeader title="When it alerts" detail="both windows must burn faster than the share says" />
      <CardBody className="grid gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <ChoiceField name="alerting" label="Burn rate alerts" options={kinds} hint="The usual ones page within 1 h and 6 h, and open a ticket within 1 and 3 days." />
        </div>
        {isOwn && rows.fields.length === 0 ? <div><Button size="sm" onClick={() => rows.replace(usualRows(getValues()))}>Begin with the usual ones</Button></div> : null}
        {isOwn && rows.fields.length > 0 ? <ol aria-label="Alert windows" className="grid gap-3">{rows.fields.map((row, at) => <Row key={row.id} at={at} onRemove={() => rows.remove(at)} />)}</ol> : null}
        {isOwn && rows.fields.length < sloLimits.alertRows ? <div><Button variant="ghost" size="sm" onClick={() => rows.append({ severity: "ticket", percent: "10", long: "1d", short: "2h" })}><Plus aria-hidden />Add a pair</Button></div> : null}
      </CardBody>
    </Card>
  );
}
