"use client";

import { create } from "zustand";

export type ShellPanel = "commands" | "keys" | "menu";

interface ShellState {
  panel: ShellPanel | null;
  open: (panel: ShellPanel) => void;
  close: () => void;
}

/** Which of the shell's layers is open; never more than one. */
export const useShellStore = create<ShellState>((set) => ({
  panel: null,
  open: (panel) => set({ panel }),
  close: () => set({ panel: null }),
}));
