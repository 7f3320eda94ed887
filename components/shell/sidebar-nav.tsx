"use client";

import Link from "next/link";
import { StatusMark } from "@/components/kit/status-mark";
import type { NavGroup, NavItem } from "@/components/shell/nav";
import { NavIcon } from "@/components/shell/nav-icon";
import { Tooltip } from "@/components/ui/tooltip";
import { formatNumber } from "@/lib/format";
import { cn } from "@/lib/cn";

export interface SidebarNavProps {
  groups: readonly NavGroup[];
  active: string | null;
  isRail: boolean;
  onNavigate?: () => void;
}

interface NavLinkProps {
  item: NavItem;
  isActive: boolean;
  isRail: boolean;
  onNavigate?: () => void;
}

const base = "group relative flex items-center rounded-md text-sm transition-colors hover:bg-hover dark:hover:bg-select";

function NavLink({ item, isActive, isRail, onNavigate }: NavLinkProps) {
  const hasCount = item.count !== undefined && item.count !== null && item.count > 0;
  const look = cn(base, isActive ? "bg-select font-medium text-fg hover:bg-select" : "text-fg-2", isRail ? "size-8 justify-center" : "h-7 gap-2 px-2");
  const link = (
    <Link href={item.href} data-slot="nav-link" aria-current={isActive ? "page" : undefined} className={look} onClick={onNavigate}>
      <NavIcon name={item.icon} className={cn("size-4 shrink-0 stroke-[1.75]", isActive ? "text-fg" : "text-fg-3")} />
      <span className={isRail ? "sr-only" : "min-w-0 flex-1 truncate"}>{item.label}</span>
      {hasCount && !isRail ? (
        <span className={cn("ml-auto flex items-center gap-1 text-xs", item.isHot === true ? "font-medium text-fg" : "text-fg-3")}>
          {item.isHot === true ? <StatusMark tone="warn" /> : null}
          {formatNumber(item.count)}
        </span>
      ) : null}
      {hasCount && isRail && item.isHot === true ? <span aria-hidden className="absolute top-1 right-1 size-1.5 rounded-full bg-fg ring-2 ring-frame" /> : null}
    </Link>
  );
  if (!isRail) return link;
  return (
    <Tooltip side="right" content={item.label}>
      {link}
    </Tooltip>
  );
}

export function SidebarNav({ groups, active, isRail, onNavigate }: SidebarNavProps) {
  return (
    <nav aria-label="Main" className={cn("grid", isRail && "justify-items-center")}>
      {groups.map((group, index) => (
        <div key={group.label ?? "top"} className={cn(isRail && index > 0 && "mt-1 w-8 border-t border-line pt-1")}>
          {group.label === undefined || isRail ? null : <p className="px-2 pt-3 pb-1 text-xs font-medium text-fg-3">{group.label}</p>}
          <ul aria-label={group.label} className="grid">
            {group.items.map((item) => (
              <li key={item.href}>
                <NavLink item={item} isActive={item.href === active} isRail={isRail} onNavigate={onNavigate} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
