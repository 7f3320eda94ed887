"use client";

import { useRouter } from "next/navigation";
import { useRef, type MouseEvent, type ReactNode } from "react";
import { useHotkeys } from "@/hooks/use-hotkeys";

export interface RowKeysProps {
  children: ReactNode;
}

function linksIn(root: HTMLElement | null): HTMLElement[] {
  return root === null ? [] : [...root.querySelectorAll<HTMLElement>("[data-row-link]")];
}

/** Moves focus by one row; from outside the table to its first row. */
function moveBy(root: HTMLElement | null, step: number): void {
  const links = linksIn(root);
  const row = document.activeElement?.closest("tr");
  const at = links.findIndex((link) => link.closest("tr") === row);
  const next = links[at === -1 ? 0 : Math.min(links.length - 1, Math.max(0, at + step))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

/** Rows by keyboard (j, k; Enter follows the focused link) and by a click anywhere on the row. */
export function RowKeys({ children }: RowKeysProps) {
  const root = useRef<HTMLDivElement>(null);
  const router = useRouter();
  useHotkeys({ j: () => moveBy(root.current, 1), k: () => moveBy(root.current, -1) });
  const open = (event: MouseEvent) => {
    const target = event.target instanceof Element ? event.target : null;
    const row = target?.closest("tr") ?? null;
    if (target === null || row === null || (window.getSelection()?.toString() ?? "") !== "") return;
    const part = target.closest("a, button, input, label, select, [tabindex]");
    const link = row.querySelector<HTMLAnchorElement>("a[data-row-link]");
    if (link === null || (part !== null && row.contains(part))) return;
    if (event.ctrlKey || event.metaKey) window.open(link.href, "_blank", "noopener");
    else router.push(link.pathname + link.search);
  };
  return (
    // The click is a convenience for the mouse: the same link is in the row, in the tab order.
    <div ref={root} onClick={open}>
      {children}
    </div>
  );
}
