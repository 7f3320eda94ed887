import type { ReactNode } from "react";

/** Says that a value is not there, such as "none". Where rows are lines on a phone it is left out: without its header such a word says nothing. */
export function Absent({ children }: { children: ReactNode }) {
  return <span data-absent="" className="text-fg-3">{children}</span>;
}
