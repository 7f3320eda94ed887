import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";

const sizes = { sm: "h-7 px-2", md: "h-8 px-2.5", lg: "h-9 px-3" } as const;

export interface InputGroupProps extends Omit<ComponentProps<"input">, "size"> {
  /** Icon before the text. */
  icon?: ReactNode;
  /** A key hint or button after the text. */
  end?: ReactNode;
  size?: keyof typeof sizes;
}

/** One control with an icon and a hint inside its border; the ring surrounds the whole. */
export function InputGroup({ icon, end, size = "md", className, type = "text", ...props }: InputGroupProps) {
  return (
    <div
      data-slot="input-group"
      className={cn(
        "flex w-full items-center gap-2 rounded-md border border-input bg-card text-fg-3 outline-offset-2 focus-within:outline-2 focus-within:outline-ring has-aria-invalid:border-crit has-aria-invalid:ring-1 has-aria-invalid:ring-crit has-aria-invalid:ring-inset has-disabled:border-line-2 has-disabled:bg-muted [&>svg]:size-3.5 [&>svg]:shrink-0",
        sizes[size],
        className,
      )}
    >
      {icon}
      <input type={type} className="h-full w-full min-w-0 border-0 bg-transparent text-sm text-fg outline-none placeholder:text-fg-3 [&::-webkit-search-cancel-button]:hidden" {...props} />
      {end}
    </div>
  );
}
