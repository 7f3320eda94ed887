import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

export interface TableProps extends ComponentProps<"table"> {
  density?: "compact" | "comfortable";
}

export function Table({ className, density = "compact", ...props }: TableProps) {
  return (
    <table
      data-slot="table"
      className={cn("w-full border-collapse text-sm", density === "compact" ? "[&_tbody_:is(td,th)]:h-9" : "[&_tbody_:is(td,th)]:h-11", className)}
      {...props}
    />
  );
}

export function TableHead({ className, ...props }: ComponentProps<"thead">) {
  return <thead className={cn("text-xs text-fg-3", className)} {...props} />;
}

export function TableBody({ className, ...props }: ComponentProps<"tbody">) {
  return <tbody className={cn("[&>tr:last-child>*]:border-b-0", className)} {...props} />;
}

export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return (
    <tr
      className={cn("transition-colors focus-within:bg-accent aria-selected:bg-accent [tbody>&]:hover:bg-hover [tbody>&]:focus-within:hover:bg-accent", className)}
      {...props}
    />
  );
}

export function TableHeaderCell({ className, scope = "col", ...props }: ComponentProps<"th">) {
  return (
    <th scope={scope} className={cn("h-8 border-b border-line px-2 text-left font-medium whitespace-nowrap first:pl-4 last:pr-4", className)} {...props} />
  );
}

export function TableCell({ className, ...props }: ComponentProps<"td">) {
  return <td className={cn("border-b border-line px-2 py-1 align-middle first:pl-4 last:pr-4", className)} {...props} />;
}
