"use client";

import { useSyncExternalStore } from "react";

const KEY = "qd-hotkeys";
const listeners = new Set<() => void>();

/** Single-key shortcuts can be turned off (WCAG 2.1.4): speech input and stray keys would trigger them. */
export function areHotkeysOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
}

function setHotkeysOn(isOn: boolean): void {
  try {
    localStorage.setItem(KEY, isOn ? "on" : "off");
  } catch {
    // Storage may be blocked: the choice then lasts no longer than the page's default.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

export function useHotkeyPreference(): readonly [boolean, (isOn: boolean) => void] {
  const isOn = useSyncExternalStore(subscribe, areHotkeysOn, () => true);
  return [isOn, setHotkeysOn];
}
