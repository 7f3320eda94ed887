import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { controlClass } from "@/components/ui/input";

export function Textarea({ className, rows = 4, ...props }: ComponentProps<"textarea">) {
  return <textarea data-slot="textarea" rows={rows} className={cn(controlClass, "px-2.5 py-2 leading-5", className)} {...props} />;
}
