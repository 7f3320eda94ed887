"use client";

import { Keyboard } from "lucide-react";
import { useShellStore } from "@/components/shell/shell-store";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";

export function KeysButton() {
  const open = useShellStore((state) => state.open);
  return (
    <Button variant="ghost" size="sm" onClick={() => open("keys")} className="max-md:hidden">
      <Keyboard aria-hidden className="size-4" />
      Keys
      <Kbd>?</Kbd>
    </Button>
  );
}
