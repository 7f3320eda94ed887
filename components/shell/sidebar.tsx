"use client";

import { PanelLeftClose, PanelLeftOpen, Search } from "lucide-react";
import Link from "next/link";
import { Logo } from "@/components/shell/logo";
import type { NavGroup, ShellUser } from "@/components/shell/nav";
import { useShellStore } from "@/components/shell/shell-store";
import { SidebarNav } from "@/components/shell/sidebar-nav";
import { ThemeToggle } from "@/components/shell/theme-toggle";
import { UserMenu } from "@/components/shell/user-menu";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Tooltip } from "@/components/ui/tooltip";
import { cn } from "@/lib/cn";

export interface SidebarProps {
  groups: readonly NavGroup[];
  active: string | null;
  user: ShellUser;
  settingsHref: string;
  onSignOut: () => void | Promise<void>;
  isRail: boolean;
  /** Absent inside the phone's sheet, which cannot become a rail. */
  onToggle?: () => void;
  onNavigate?: () => void;
}

function SearchButton({ isRail }: { isRail: boolean }) {
  const open = useShellStore((state) => state.open);
  if (isRail) {
    return (
      <Tooltip side="right" content="Search or ask">
        <Button variant="ghost" icon aria-label="Search or ask" onClick={() => open("commands")} className="my-1">
          <Search aria-hidden className="size-4" />
        </Button>
      </Tooltip>
    );
  }
  return (
    <button
      type="button"
      data-slot="button"
      onClick={() => open("commands")}
      className="mt-2 mb-3 flex h-8 w-full items-center gap-2 rounded-md border border-line-2 bg-card pr-1 pl-2 text-sm text-fg-3 transition-colors hover:bg-hover"
    >
      <Search aria-hidden className="size-4" />
      <span className="flex-1 text-left">Search or ask</span>
      <Kbd>Ctrl K</Kbd>
    </button>
  );
}

function Footer({ user, settingsHref, onSignOut, isRail }: Pick<SidebarProps, "user" | "settingsHref" | "onSignOut" | "isRail">) {
  if (isRail) {
    return (
      <div className="mt-auto grid justify-items-center gap-1 pt-2">
        <ThemeToggle />
        <UserMenu user={user} settingsHref={settingsHref} onSignOut={onSignOut} look="avatar" />
      </div>
    );
  }
  return (
    <div className="-mx-2 mt-auto flex items-center gap-2 border-t border-line px-3 pt-2 pb-1">
      <Avatar name={user.name} size="md" />
      <div className="min-w-0 flex-1 text-xs">
        <p className="truncate font-medium">{user.name}</p>
        <p className="truncate text-fg-3">{user.roleLabel}</p>
      </div>
      <ThemeToggle />
      <UserMenu user={user} settingsHref={settingsHref} onSignOut={onSignOut} look="gear" />
    </div>
  );
}

/** The content of the sidebar; AppShell places it at the edge or in a sheet. */
export function Sidebar({ groups, active, user, settingsHref, onSignOut, isRail, onToggle, onNavigate }: SidebarProps) {
  const ToggleIcon = isRail ? PanelLeftOpen : PanelLeftClose;
  const toggle =
    onToggle === undefined ? null : (
      <Button variant="ghost" size="sm" icon aria-label={isRail ? "Open the sidebar" : "Make the sidebar narrow"} aria-expanded={!isRail} onClick={onToggle} className="aria-expanded:bg-transparent aria-expanded:hover:bg-hover">
        <ToggleIcon aria-hidden className="size-4" />
      </Button>
    );
  return (
    <div className={cn("flex min-h-0 flex-1 flex-col p-2", isRail && "items-center")}>
      <div className={cn("flex items-center", isRail && "flex-col gap-1")}>
        <Link href="/" className={cn("flex h-8 min-w-0 flex-1 items-center gap-2 rounded-md font-semibold", isRail ? "px-1.5" : "px-2")} onClick={onNavigate}>
          <Logo />
          <span className={isRail ? "sr-only" : "truncate"}>Quarterdeck</span>
        </Link>
        {toggle}
      </div>
      <SearchButton isRail={isRail} />
      <div className={cn("-mx-2 min-h-0 flex-1 overflow-y-auto px-2 pb-3", isRail && "-mx-1 px-1")}>
        <SidebarNav groups={groups} active={active} isRail={isRail} onNavigate={onNavigate} />
      </div>
      <Footer user={user} settingsHref={settingsHref} onSignOut={onSignOut} isRail={isRail} />
    </div>
  );
}
