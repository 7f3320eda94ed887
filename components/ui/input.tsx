import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

export const controlClass =
  "w-full min-w-0 rounded-md border border-input bg-card text-sm text-fg transition-colors placeholder:text-fg-3 disabled:cursor-not-allowed disabled:border-line-2 disabled:bg-muted disabled:text-fg-3 aria-invalid:border-crit aria-invalid:ring-1 aria-invalid:ring-crit aria-invalid:ring-inset";

const sizes = { sm: "h-7 px-2", md: "h-8 px-2.5", lg: "h-9 px-3 text-base" } as const;

export interface InputProps extends Omit<ComponentProps<"input">, "size"> {
  size?: keyof typeof sizes;
}

export function Input({ className, size = "md", type = "text", ...props }: InputProps) {
  return <input data-slot="input" type={type} className={cn(controlClass, "read-only:bg-muted", sizes[size], className)} {...props} />;
}
