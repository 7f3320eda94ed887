"use client";

import { useRouter } from "next/navigation";
import { useEffect, type KeyboardEvent, type ReactNode } from "react";
import { areHotkeysOn } from "@/hooks/hotkey-preference";

export interface CalendarKeysProps {
  /** Addresses that keys lead to. */
  links: { before: string; after: string; today: string; create: string | null };
  children: ReactNode;
}

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName) || target.closest("[role=dialog]") !== null);

/** Where a key leads from a day: other days by arrows, its first window by Enter. From a window: its neighbours up and down, back to the day by Escape. */
function goalOf(key: string, target: HTMLElement, { day, days }: { day: HTMLElement; days: readonly HTMLElement[] }): HTMLElement | undefined {
  const items = [...day.querySelectorAll<HTMLElement>("[data-calendar-item]")];
  const step = steps[key];
  if (target === day) return key === "Enter" ? items[0] : step === undefined ? undefined : days[days.indexOf(day) + step];
  if (key === "Escape") return day;
  return key === "ArrowUp" || key === "ArrowDown" ? items[items.indexOf(target) + Math.sign(step ?? 0)] : undefined;
}

function moveBetweenDays(event: KeyboardEvent<HTMLDivElement>): void {
  const target = event.target as HTMLElement;
  const day = target.closest<HTMLElement>("[data-day]");
  const days = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-day]")].filter((cell) => cell.offsetParent !== null);
  const goal = day === null ? undefined : goalOf(event.key, target, { day, days });
  if (goal === undefined) return;
  event.preventDefault();
  goal.focus();
}

/** The calendar by keyboard: n plans on the day in focus, t goes to today, [ and ] go back and forth; arrows and Enter move within. It listens behind the document, so that a key which completes another binding ("g t") is not taken twice. */
export function CalendarKeys({ links, children }: CalendarKeysProps) {
  const router = useRouter();
  const { before, after, today, create } = links;
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !areHotkeysOn() || isTyping(event.target)) return;
      const day = document.activeElement?.closest<HTMLElement>("[data-day]")?.dataset.day;
      const onDay = create !== null && day !== undefined ? `${create}&day=${day}` : create;
      const href = { n: onDay, t: today, "[": before, "]": after }[event.key];
      if (!href) return;
      event.preventDefault();
      router.push(href, { scroll: false });
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [router, before, after, today, create]);
  return <div onKeyDown={moveBetweenDays}>{children}</div>;
}
