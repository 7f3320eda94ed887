"use client";

import { ControlledField } from "@/components/kit/form";
import { Switch } from "@/components/ui/switch";

export function SwitchField({ name, label, hint }: { name: string; label: string; hint: string }) {
  return <ControlledField name={name} label={label} hint={hint}>{({ value, onChange, onBlur, ...control }) => <Switch checked={value === true} onCheckedChange={onChange} onBlur={onBlur} {...control} />}</ControlledField>;
}
