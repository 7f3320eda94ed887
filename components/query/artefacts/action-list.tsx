import Link from "next/link";
import type { Brief } from "#contract/query";
import { Spans } from "../spans";

export interface ActionListProps {
  brief: Pick<Brief, "actions" | "tables">;
}

/** A form that is filled in, which a person sends. */
const isForm = (href: string): boolean => /[?&]new=1(?:&|$)/.test(href);

/** Was a form asked for? Then it comes first. */
export const hasForm = ({ actions }: Pick<Brief, "actions">): boolean => actions.some(({ href }) => href !== null && isForm(href));

/** What a person may do next. Nothing is done by showing it. */
export function ActionList({ brief }: ActionListProps) {
  if (brief.actions.length === 0) return null;
  return (
    <section aria-label="Proposed actions">
      <h2 className="text-base font-semibold">Proposed, for a person to decide</h2>
      <ul className="mt-2 divide-y divide-line text-sm">
        {brief.actions.map((action, index) => (
          <li key={index} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-2 leading-5">
            <Spans spans={action.text} tables={brief.tables} className="min-w-0 flex-1 basis-72" />
            {action.owner === null ? null : <span className="text-fg-3">{action.owner}</span>}
            {action.href === null ? null : <Link href={action.href} className="font-medium text-link hover:underline">{isForm(action.href) ? "Open the form" : "Open the records"}</Link>}
          </li>
        ))}
      </ul>
    </section>
  );
}
