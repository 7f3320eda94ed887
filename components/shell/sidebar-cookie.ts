/** Remembers "rail" or "open", so that the server renders the sidebar at its width. */
export const SIDEBAR_COOKIE = "qd-sidebar";

export type SidebarState = "open" | "rail";

/** Anything that is not "rail" is open. */
export function readSidebarState(value: string | undefined): SidebarState {
  return value === "rail" ? "rail" : "open";
}

export function sidebarCookie(state: SidebarState): string {
  return `${SIDEBAR_COOKIE}=${state}; path=/; max-age=31536000; samesite=lax`;
}
