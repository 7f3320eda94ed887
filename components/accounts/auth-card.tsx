import type { ReactNode } from "react";

export interface AuthCardProps {
  title: string;
  description?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
}

/** The one panel of a page outside the portal. */
export function AuthCard({ title, description, children, footer }: AuthCardProps) {
  return (
    <>
      <section className="w-full max-w-88 rounded-xl border border-line bg-card p-6">
        <h1 className="text-lg font-semibold">{title}</h1>
        {description === undefined ? null : <div className="mt-1 text-sm leading-5 text-fg-3">{description}</div>}
        <div className="mt-5">{children}</div>
      </section>
      {footer === undefined ? null : <div className="mt-4 w-full max-w-88 px-6 text-center text-xs leading-4 text-fg-3">{footer}</div>}
    </>
  );
}
