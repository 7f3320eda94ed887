"use client";

import { useRouter } from "next/navigation";
import { useId } from "react";
import type { NavGroup } from "@/components/shell/nav";
import { useShellStore } from "@/components/shell/shell-store";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { Label } from "@/components/ui/label";
import { Switch } from "@/components/ui/switch";
import { useHotkeyPreference } from "@/hooks/hotkey-preference";
import { useHotkeys } from "@/hooks/use-hotkeys";

export interface KeyboardHelpProps {
  groups: readonly NavGroup[];
  canAsk: boolean;
}

interface KeyRow {
  what: string;
  keys: readonly string[];
}

const LIST_KEYS: readonly KeyRow[] = [
  { what: "Next, previous row", keys: ["J", "K"] },
  { what: "Open the row", keys: ["↵"] },
  { what: "Filter the list", keys: ["/"] },
];

const CALENDAR_KEYS: readonly KeyRow[] = [
  { what: "Another day", keys: ["←", "→", "↑", "↓"] },
  { what: "Into the day, back", keys: ["↵", "Esc"] },
  { what: "Today", keys: ["T"] },
  { what: "Before, after", keys: ["[", "]"] },
  { what: "New window", keys: ["N"] },
];

function KeyList({ title, rows }: { title: string; rows: readonly KeyRow[] }) {
  if (rows.length === 0) return null;
  return (
    <section className="grid gap-1.5">
      <h3 className="text-xs font-medium text-fg-3">{title}</h3>
      <dl className="grid gap-1.5 text-sm">
        {rows.map((row) => (
          <div key={row.what} className="flex items-center justify-between gap-4">
            <dt>{row.what}</dt>
            <dd className="flex gap-1">
              {row.keys.map((key) => (
                <Kbd key={key} isAlways>
                  {key}
                </Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Lists every key, and owns the ones that work on every page: "?", and "g" with a letter. */
export function KeyboardHelp({ groups, canAsk }: KeyboardHelpProps) {
  const router = useRouter();
  const { panel, open, close } = useShellStore();
  const [areOn, setOn] = useHotkeyPreference();
  const id = useId();
  const items = groups.flatMap((group) => group.items.flatMap((item) => (item.key === undefined ? [] : [{ ...item, key: item.key }])));
  useHotkeys({ "?": () => open("keys"), ...Object.fromEntries(items.map((item) => [`g ${item.key}`, () => router.push(item.href)])) });
  const everywhere: KeyRow[] = [{ what: canAsk ? "Open anything, ask" : "Open anything", keys: ["Ctrl", "K"] }, { what: "All keys", keys: ["?"] }];
  return (
    <Dialog open={panel === "keys"} onOpenChange={(isOpen) => (isOpen ? open("keys") : close())}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Keys</DialogTitle>
          <DialogDescription>Single keys are off while you type.</DialogDescription>
        </DialogHeader>
        <KeyList title="Everywhere" rows={everywhere} />
        <KeyList title="In lists" rows={LIST_KEYS} />
        <KeyList title="In the calendar" rows={CALENDAR_KEYS} />
        <KeyList title="Go to" rows={items.map((item) => ({ what: item.label, keys: ["G", item.key.toUpperCase()] }))} />
        <div className="-mx-6 mt-1 flex items-center justify-between border-t border-line px-6 pt-3">
          <Label htmlFor={id}>Single-key shortcuts</Label>
          <Switch id={id} checked={areOn} onCheckedChange={setOn} />
        </div>
      </DialogContent>
    </Dialog>
  );
}
