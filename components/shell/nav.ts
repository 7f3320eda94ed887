import type { NavIconName } from "@/components/shell/nav-icon";

export interface NavItem {
  href: string;
  label: string;
  icon: NavIconName;
  /** How many wait there; null is not known and shows nothing. */
  count?: number | null;
  /** Draws a warning beside the count. */
  isHot?: boolean;
  /** The letter after "g". */
  key?: string;
  /** Pages that belong to it although another item is nearer by its path. */
  also?: readonly string[];
}

export interface NavGroup {
  /** The first group usually has none. */
  label?: string;
  items: readonly NavItem[];
}

export interface ShellUser {
  name: string;
  /** "Executive" */
  roleLabel: string;
}

/**
 * The item that a path belongs to: the longest href that is the path or a parent of it, so that /tickets/12 lights
 * "Tickets" and "/" lights only home.
 */
export function activeHref(pathname: string, groups: readonly NavGroup[]): string | null {
  const places = groups.flatMap((group) => group.items.flatMap(({ href, also = [] }) => [href, ...also].map((path) => ({ path, href }))));
  const fitting = places.filter(({ path }) => pathname === path || (path !== "/" && pathname.startsWith(`${path}/`)));
  return fitting.sort((a, b) => b.path.length - a.path.length)[0]?.href ?? null;
}
