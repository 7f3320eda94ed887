import type { Brief, FrameworkChoice } from "#contract/query";

const STATES: Record<FrameworkChoice["state"], string> = { shown: "Drawn from the records", worksheet: "Worksheet with the known facts", not_fillable: "Fits, and cannot be filled", runner_up: "Came close, not taken" };

export interface FrameworkListProps {
  frameworks: Brief["frameworks"];
}

/** Which methods were taken as fitting, on which words, and what is missing where one could not be drawn. */
export function FrameworkList({ frameworks }: FrameworkListProps) {
  if (frameworks.length === 0) return null;
  return (
    <section aria-label="Methods">
      <h2 className="text-base font-semibold">Methods that fit</h2>
      <ul className="mt-2 divide-y divide-line text-sm">
        {frameworks.map(({ id, name, because, state, missing }) => (
          <li key={id} className="grid gap-x-4 gap-y-0.5 py-2 leading-5 sm:grid-cols-[minmax(0,14rem)_minmax(0,1fr)]">
            <span className={state === "runner_up" ? "text-fg-3" : "font-medium"}>{name}</span>
            <span className="text-fg-2">
              {STATES[state]}{because === "" ? "" : `, because of ${because}`}.
              {missing.length === 0 ? null : <span className="text-fg-3"> Missing: {missing.join("; ")}.</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
