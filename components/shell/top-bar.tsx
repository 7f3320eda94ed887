import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { Fragment, type ReactNode } from "react";
import { FaultMark } from "@/components/shell/faults";
import { MenuButton } from "@/components/shell/menu-button";

export interface Crumb {
  label: string;
  /** The last crumb has none: it is the page itself. */
  href?: string;
}

export interface TopBarProps {
  crumbs: readonly Crumb[];
  /** At most one filled button. */
  actions?: ReactNode;
}

export function Breadcrumbs({ crumbs }: Pick<TopBarProps, "crumbs">) {
  return (
    <nav aria-label="Breadcrumb" className="min-w-0">
      <ol className="flex min-w-0 items-center gap-1.5 text-sm text-fg-3">
        {crumbs.map((crumb, index) => {
          const isLast = index === crumbs.length - 1;
          return (
            <Fragment key={`${index}-${crumb.label}`}>
              <li className={isLast ? "min-w-0 truncate font-medium text-fg" : "shrink-0 max-md:hidden"}>
                {isLast ? (
                  <span aria-current="page">{crumb.label}</span>
                ) : crumb.href === undefined ? (
                  crumb.label
                ) : (
                  <Link href={crumb.href} className="rounded-sm hover:text-fg">
                    {crumb.label}
                  </Link>
                )}
              </li>
              {isLast ? null : (
                <li aria-hidden className="max-md:hidden">
                  <ChevronRight className="size-3" />
                </li>
              )}
            </Fragment>
          );
        })}
      </ol>
    </nav>
  );
}

/** Crumb at the left, what fails and actions at the right; stays while the page scrolls. The layout puts it inside `<main id="main">`. */
export function TopBar({ crumbs, actions }: TopBarProps) {
  return (
    <header data-slot="topbar" className="sticky top-0 z-20 flex h-12 shrink-0 items-center gap-2 border-b border-line bg-bg pr-2 pl-1 md:pr-4 md:pl-6">
      <MenuButton />
      <Breadcrumbs crumbs={crumbs} />
      <FaultMark className="ml-auto" />
      {actions === undefined ? null : (
        <div data-slot="compact" className="ml-auto flex shrink-0 items-center gap-2 [[data-slot=fault]+&]:ml-0">
          {actions}
        </div>
      )}
    </header>
  );
}
