"use client";

import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from "react";

/** One cell of an evidence table. */
export interface EvidenceTarget {
  table: string;
  row: number;
  column: string;
}

interface EvidenceFocusValue {
  /** Keeps the ids of two briefs on one page apart. */
  scope: string;
  target: EvidenceTarget | null;
  /** Goes to the cell that a figure was read from; the figure is where `back` returns to. */
  open: (target: EvidenceTarget, figure: HTMLElement) => void;
  back: () => void;
}

const Context = createContext<EvidenceFocusValue>({ scope: "", target: null, open: () => undefined, back: () => undefined });

const inScope = (scope: string, id: string): string => (scope === "" ? id : `${scope}-${id}`);

export const rowId = (scope: string, table: string, row: number): string => inScope(scope, `evidence-${table}-${row}`);
export const tableId = (scope: string, table: string): string => inScope(scope, `title-${table}`);

export const useEvidenceFocus = (): EvidenceFocusValue => useContext(Context);

export interface EvidenceFocusProps {
  scope?: string;
  children: ReactNode;
}

/** Lets every figure inside open the row that it was read from, and lets the reader come back to the figure. */
export function EvidenceFocus({ scope = "", children }: EvidenceFocusProps) {
  const [target, setTarget] = useState<EvidenceTarget | null>(null);
  const figure = useRef<HTMLElement | null>(null);
  const open = useCallback((next: EvidenceTarget, from: HTMLElement): void => {
    figure.current = from;
    setTarget(next);
  }, []);
  const back = useCallback((): void => {
    setTarget(null);
    figure.current?.focus({ preventScroll: true });
    figure.current?.scrollIntoView({ block: "center" });
  }, []);
  const value = useMemo(() => ({ scope, target, open, back }), [scope, target, open, back]);
  return <Context.Provider value={value}>{children}</Context.Provider>;
}
