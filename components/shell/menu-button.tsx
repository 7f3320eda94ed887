"use client";

import { Menu } from "lucide-react";
import { useShellStore } from "@/components/shell/shell-store";
import { Button } from "@/components/ui/button";

/** Opens the navigation where there is no room for the sidebar. */
export function MenuButton() {
  const open = useShellStore((state) => state.open);
  return (
    <Button variant="ghost" icon aria-label="Menu" onClick={() => open("menu")} className="md:hidden">
      <Menu aria-hidden className="size-4" />
    </Button>
  );
}
