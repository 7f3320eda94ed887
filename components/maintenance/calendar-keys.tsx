"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, type KeyboardEvent, type MouseEvent, type ReactNode } from "react";
import { addDays } from "@/components/maintenance/prepare-calendar";
import { areHotkeysOn } from "@/hooks/hotkey-preference";

export interface CalendarKeysProps {
  /** Addresses that keys lead to. */
  links: { before: string; after: string; today: string; create: string | null };
  /** Today's date, which a key goes to at once where it is shown. */
  today: string;
  children: ReactNode;
}

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName) || target.closest("[role=dialog]") !== null);
const shownDays = (root: HTMLElement | null): HTMLElement[] => [...(root?.querySelectorAll<HTMLElement>("[data-day]") ?? [])].filter((cell) => cell.offsetParent !== null);

/** Weeks lie under each other in a grid; in an agenda the next day does. */
const stepOn = (day: HTMLElement, key: string): number | undefined => (steps[key] === undefined || day.role === "gridcell" ? steps[key] : Math.sign(steps[key]));

/** Where a key leads from a day: other days by arrows, its first window by Enter. From a window: its neighbours up and down, back to the day by Escape. */
function goalOf(key: string, target: HTMLElement, { day, days }: { day: HTMLElement; days: readonly HTMLElement[] }): HTMLElement | undefined {
  const items = [...day.querySelectorAll<HTMLElement>("[data-calendar-item]")];
  const step = stepOn(day, key);
  if (target === day) return key === "Enter" ? items[0] : step === undefined ? undefined : days[days.indexOf(day) + step];
  if (key === "Escape") return day;
  return key === "ArrowUp" || key === "ArrowDown" ? items[items.indexOf(target) + Math.sign(step ?? 0)] : undefined;
}

/** Where a plain press on an event leads; undefined for one with a key held, which the browser answers. */
function pressedHref(event: MouseEvent): string | undefined {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.defaultPrevented) return undefined;
  return (event.target as Element).closest("a[data-calendar-item]")?.getAttribute("href") ?? undefined;
}

/**
 * The calendar by keyboard: n plans on the day in focus, t goes to today, [ and ] go back and forth; arrows and Enter move within, and over the edge into the next
 * page. The focus follows. Presses on events are taken here for all of them, because hundreds stand in a month. It listens behind the document, so that a key which completes another binding ("g t") is not taken twice.
 */
export function CalendarKeys({ links, today: todayDate, children }: CalendarKeysProps) {
  const router = useRouter();
  const root = useRef<HTMLDivElement>(null);
  /** The day that takes the focus when the next page is there; "" = the one that Tab would reach. */
  const follows = useRef<string | null>(null);
  const { before, after, today, create } = links;
  useEffect(() => {
    if (follows.current === null) return;
    const days = shownDays(root.current);
    (days.find(({ dataset }) => dataset.day === follows.current) ?? days.find(({ tabIndex }) => tabIndex === 0))?.focus();
    follows.current = null;
  }, [before]);
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !areHotkeysOn() || isTyping(event.target)) return;
      const day = document.activeElement?.closest<HTMLElement>("[data-day]")?.dataset.day;
      const onDay = create !== null && day !== undefined ? `${create}&day=${day}` : create;
      const href = { n: onDay, t: today, "[": before, "]": after }[event.key];
      if (!href) return;
      event.preventDefault();
      const shown = event.key === "t" ? shownDays(root.current).find(({ dataset }) => dataset.day === todayDate) : undefined;
      if (shown) return shown.focus();
      follows.current = event.key !== "n" && root.current?.contains(document.activeElement) ? "" : null;
      router.push(href, { scroll: false });
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [router, before, after, today, create, todayDate]);
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const target = event.target as HTMLElement;
    const day = target.closest<HTMLElement>("[data-day]");
    if (day === null) return;
    const step = stepOn(day, event.key);
    const goal = goalOf(event.key, target, { day, days: shownDays(root.current) });
    if (goal === undefined && (target !== day || step === undefined)) return;
    event.preventDefault();
    if (goal) return goal.focus();
    follows.current = addDays(day.dataset.day ?? todayDate, step ?? 0);
    router.push((step ?? 0) < 0 ? before : after, { scroll: false });
  };
  const open = (event: MouseEvent) => {
    const href = pressedHref(event);
    if (href === undefined) return;
    event.preventDefault();
    router.push(href);
  };
  return <div ref={root} onKeyDown={move} onClick={open}>{children}</div>;
}
