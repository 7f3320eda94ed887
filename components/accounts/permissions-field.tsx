"use client";

import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Label } from "@/components/ui/label";

export interface PermissionsFieldProps {
  available: readonly string[];
  value: readonly string[];
  onChange: (value: string[]) => void;
}

export function PermissionsField({ available, value, onChange }: PermissionsFieldProps) {
  const id = useId();
  const toggle = (name: string, isOn: boolean) => onChange(isOn ? [...value, name] : value.filter((each) => each !== name));
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">May</legend>
      <div className="grid max-h-64 gap-2 overflow-y-auto p-1 sm:grid-cols-2">
        {available.map((name) => (
          <div key={name} className="flex items-center gap-2">
            <Checkbox id={`${id}-${name}`} checked={value.includes(name)} onCheckedChange={(isOn) => toggle(name, isOn === true)} />
            <Label htmlFor={`${id}-${name}`} className="font-mono text-xs font-normal">
              {name}
            </Label>
          </div>
        ))}
      </div>
    </fieldset>
  );
}
