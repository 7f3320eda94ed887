"use client";

import { useId } from "react";
import { roleLabel, roleText } from "@/components/accounts/role-text";
import { FieldShell } from "@/components/kit/form";
import { Checkbox } from "@/components/ui/checkbox";
import { Label } from "@/components/ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { roleSchema, type RoleName } from "#contract/accounts";

export interface Access {
  roles: RoleName[];
  customerId: string | null;
}

export interface RolesFieldProps {
  value: Access;
  onChange: (value: Access) => void;
  customers: readonly { id: string; name: string }[];
  error: string | null;
  /** Where a heading above says the same. */
  isLegendHidden?: boolean;
}

/** A requester holds no other role, so that choosing it clears the rest and the other way round. */
function toggled(value: Access, role: RoleName, isOn: boolean): Access {
  if (!isOn) return { roles: value.roles.filter((each) => each !== role), customerId: role === "requester" ? null : value.customerId };
  if (role === "requester") return { roles: ["requester"], customerId: value.customerId };
  return { roles: [...value.roles.filter((each) => each !== "requester"), role], customerId: null };
}

function CustomerField({ value, onChange, customers }: Omit<RolesFieldProps, "error" | "isLegendHidden">) {
  const hint = customers.length === 0 ? "There are no customers yet: add one under Customers first." : undefined;
  return (
    <FieldShell label="Customer" hint={hint}>
      {(control) => (
        <Select value={value.customerId ?? ""} onValueChange={(customerId) => onChange({ ...value, customerId })}>
          <SelectTrigger {...control} disabled={customers.length === 0}>
            <SelectValue placeholder="Choose a customer" />
          </SelectTrigger>
          <SelectContent>
            {customers.map((customer) => (
              <SelectItem key={customer.id} value={customer.id}>
                {customer.name}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      )}
    </FieldShell>
  );
}

export function RolesField({ value, onChange, customers, error, isLegendHidden = false }: RolesFieldProps) {
  const id = useId();
  return (
    <div className="grid gap-3">
      <fieldset aria-describedby={error === null ? undefined : `${id}-error`} className="grid gap-2">
        <legend className={isLegendHidden ? "sr-only" : "mb-1.5 text-sm font-medium"}>Roles</legend>
        {roleSchema.options.map((role) => (
          <div key={role} className="flex items-start gap-2">
            <Checkbox id={`${id}-${role}`} checked={value.roles.includes(role)} onCheckedChange={(isOn) => onChange(toggled(value, role, isOn === true))} />
            <Label htmlFor={`${id}-${role}`} className="grid gap-0.5 leading-4">
              {roleLabel(role)}
              <span className="text-xs font-normal text-fg-3">{roleText[role]}</span>
            </Label>
          </div>
        ))}
      </fieldset>
      {value.roles.includes("requester") ? <CustomerField value={value} onChange={onChange} customers={customers} /> : null}
      {error === null ? null : (
        <p id={`${id}-error`} role="alert" className="text-xs text-crit-text">
          {error}
        </p>
      )}
    </div>
  );
}
