"use client";

import { useEffect, useRef } from "react";
import { areHotkeysOn } from "@/hooks/hotkey-preference";
import { isTypingTarget } from "@/hooks/is-typing";
import { matchKeys, type KeyState } from "@/hooks/match-keys";

/** The event tells a key that is held down (`repeat`) from one that is pressed. */
export type Hotkeys = Readonly<Record<string, (event: KeyboardEvent) => void>>;

function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"][data-state="open"], [role="alertdialog"][data-state="open"], [role="menu"][data-state="open"], [role="listbox"][data-state="open"]') !== null;
}

/**
 * Binds keys while mounted: "mod+k", "?", "g t". Plain keys are off while typing, under a dialog, menu or list of choices, and when the
 * person turned them off.
 */
export function useHotkeys(hotkeys: Hotkeys): void {
  const current = useRef(hotkeys);
  useEffect(() => {
    current.current = hotkeys;
  });
  useEffect(() => {
    let state: KeyState = { pending: null };
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      const hasModifier = event.ctrlKey || event.metaKey;
      const isOff = !hasModifier && (!areHotkeysOn() || isDialogOpen());
      const target = event.target instanceof HTMLElement ? event.target : null;
      const isTyping = isOff || isTypingTarget(target);
      const match = matchKeys(Object.keys(current.current), { key: event.key, hasModifier, isTyping, atMs: event.timeStamp }, state);
      state = match.state;
      if (match.binding === null) return;
      event.preventDefault();
      current.current[match.binding]?.(event);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}
