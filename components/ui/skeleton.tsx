import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

/** One grey block of the final size. Hidden from assistive technology: the region around it says "loading". */
export function Skeleton({ className, ...props }: ComponentProps<"div">) {
  return <div data-slot="skeleton" aria-hidden className={cn("rounded-sm bg-muted", className)} {...props} />;
}
