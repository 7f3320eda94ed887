"use client";

import { usePathname } from "next/navigation";
import { useState, type ReactNode } from "react";
import { CommandMenu, type CommandGroupData, type CommandEntry } from "@/components/shell/command-menu";
import { KeyboardHelp } from "@/components/shell/keyboard-help";
import { activeHref, type NavGroup, type ShellUser } from "@/components/shell/nav";
import { useShellStore } from "@/components/shell/shell-store";
import { Sidebar } from "@/components/shell/sidebar";
import { sidebarCookie, type SidebarState } from "@/components/shell/sidebar-cookie";
import { Sheet, SheetContent, SheetTitle } from "@/components/ui/sheet";
import { cn } from "@/lib/cn";

export interface AppShellProps {
  /** Only what exists and is permitted. */
  groups: readonly NavGroup[];
  user: ShellUser;
  settingsHref?: string;
  onSignOut: () => void | Promise<void>;
  /** From the cookie `qd-sidebar`. */
  initialSidebar: SidebarState;
  /** Above everything, from the first paint on: the demo organisation. */
  banner?: ReactNode;
  /** Entries of the command menu beside the navigation. */
  commands?: readonly CommandGroupData[];
  onSearch?: (query: string, signal: AbortSignal) => Promise<readonly CommandEntry[]>;
  /** Whether questions can be asked; they go to `/ask?q=`. */
  canAsk?: boolean;
  children: ReactNode;
}

/** The frame of every signed-in page: sidebar, command menu, key help; pages bring their own TopBar. */
export function AppShell({ groups, user, settingsHref = "/settings", onSignOut, initialSidebar, banner, commands = [], onSearch, canAsk = true, children }: AppShellProps) {
  const [state, setState] = useState(initialSidebar);
  const { panel, close } = useShellStore();
  const active = activeHref(usePathname(), groups);
  const toggle = () => {
    const next: SidebarState = state === "rail" ? "open" : "rail";
    document.cookie = sidebarCookie(next);
    setState(next);
  };
  const shared = { groups, active, user, settingsHref, onSignOut };
  return (
    <>
      <a href="#main" className="sr-only rounded-md bg-primary px-3 py-2 text-sm font-medium text-on-primary focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50">
        Skip to content
      </a>
      {banner}
      <div data-slot="shell" className={cn("grid min-h-dvh grid-cols-[minmax(0,1fr)]", state === "rail" ? "md:grid-cols-[48px_minmax(0,1fr)]" : "md:grid-cols-[240px_minmax(0,1fr)]")}>
        <aside data-slot="sidebar" aria-label="Sidebar" className="hidden border-r border-line bg-frame md:block">
          <div className="sticky top-0 flex h-dvh flex-col">
            <Sidebar {...shared} isRail={state === "rail"} onToggle={toggle} />
          </div>
        </aside>
        <div className="flex min-w-0 flex-col">{children}</div>
      </div>
      <Sheet open={panel === "menu"} onOpenChange={(isOpen) => (isOpen ? undefined : close())}>
        <SheetContent side="left" className="bg-frame" aria-describedby={undefined}>
          <SheetTitle className="sr-only">Menu</SheetTitle>
          <Sidebar {...shared} isRail={false} onNavigate={close} />
        </SheetContent>
      </Sheet>
      <CommandMenu groups={groups} commands={commands} onSearch={onSearch} canAsk={canAsk} />
      <KeyboardHelp groups={groups} canAsk={canAsk} />
    </>
  );
}
