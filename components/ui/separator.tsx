import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

export function Separator({ className, ...props }: ComponentProps<"div">) {
  return <div role="separator" className={cn("h-px w-full bg-line", className)} {...props} />;
}
