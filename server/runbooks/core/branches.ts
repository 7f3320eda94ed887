import type { RunbookStep, StepFault } from "../contract";

type Decision = Extract<RunbookStep, { kind: "decision" }>;
const isElsewhere = (to: string): boolean => to !== "next" && to !== "end";
const onward: Readonly<Record<string, string>> = { next: "next", continue: "next", "go on": "next", end: "end", stop: "end", done: "end" };

/** Branches lead to a heading further down. One that leads nowhere, or back, goes simply on and is told. */
export function resolveBranches(steps: readonly RunbookStep[], headings: readonly { name: string; anchor: string }[]): { steps: RunbookStep[]; faults: StepFault[] } {
  const faults: StepFault[] = [];
  const target = (to: string, { at, line, label }: { at: number; line: number; label: string }): string => {
    const plain = to.trim().toLowerCase();
    if (onward[plain] !== undefined) return onward[plain];
    const anchor = headings.find((heading) => heading.name.toLowerCase() === plain || heading.anchor === plain.replace(/^#/, ""))?.anchor;
    if (anchor !== undefined && steps.slice(at + 1).some(({ anchors }) => anchors.includes(anchor)) && !steps.slice(0, at + 1).some(({ anchors }) => anchors.includes(anchor))) return anchor;
    faults.push({ line, reason: `the branch "${label}" leads to "${to}", which is no heading with steps further down; it goes simply on` });
    return "next";
  };
  const resolved = steps.map((step, at): RunbookStep => (step.kind === "decision" ? { ...step, branches: step.branches.map(({ label, to }) => ({ label, to: target(to, { at, line: step.line, label }) })) } : step));
  return { steps: resolved, faults };
}

/**
 * Places of the steps that a choice leaves out: what the other branches lead to, and everything when it ends the run. A part that several
 * branches lead to is done if one of them is chosen. `after` = the decision's own place; nothing before it changes.
 */
export function leftOutBy(steps: readonly Pick<RunbookStep, "anchors">[], { branches }: Pick<Decision, "branches">, { label, after }: { label: string; after: number }): number[] {
  const chosen = branches.find((branch) => branch.label === label);
  if (!chosen) return [];
  const later = steps.map((step, position) => ({ ...step, position })).filter(({ position }) => position > after);
  if (chosen.to === "end") return later.map(({ position }) => position);
  const others = branches.map(({ to }) => to).filter((to) => isElsewhere(to) && to !== chosen.to);
  return later.filter(({ anchors }) => anchors.some((anchor) => others.includes(anchor)) && !anchors.includes(chosen.to)).map(({ position }) => position);
}
