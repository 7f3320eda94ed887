import Link from "next/link";
import { withParams, type PageUrl } from "@/components/kit/with-params";
import { cn } from "@/lib/cn";

export interface ListSwitchProps {
  /** What is chosen, for those who cannot see the choices side by side. */
  label: string;
  /** The parameter of the address; a choice with `param` null is the one without it. */
  name: string;
  choices: readonly { label: string; param: string | null; hint?: string }[];
  url: PageUrl;
}

/** A choice of how the list is shown. Links, because it is part of the address. */
export function ListSwitch({ label, name, choices, url }: ListSwitchProps) {
  const given = url.params[name];
  const current = choices.find(({ param }) => param === given) ?? choices.find(({ param }) => param === null);
  return (
    <nav aria-label={label} className="inline-flex rounded-md bg-muted p-0.5">
      {choices.map((choice) => (
        <Link
          key={choice.label}
          href={withParams(url, { [name]: choice.param, cursor: null })}
          scroll={false}
          data-slot="segment"
          title={choice.hint}
          aria-current={choice === current ? "true" : undefined}
          className={cn("inline-flex h-6 items-center rounded-sm px-2.5 text-xs font-medium whitespace-nowrap text-fg-3 hover:text-fg", choice === current && "bg-card text-fg ring-1 ring-line-2 dark:bg-select")}
        >
          {choice.label}
        </Link>
      ))}
    </nav>
  );
}
