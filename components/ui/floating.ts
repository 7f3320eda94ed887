/** The look that every floating layer shares: one surface, one shadow, one motion. */
export const floatingClass =
  "bg-pop text-fg shadow-float duration-[180ms] data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=open]:animate-in data-[state=open]:fade-in-0";

export const menuItemClass =
  "relative flex h-8 cursor-default items-center gap-2 rounded-sm px-2 text-sm outline-none select-none data-[disabled]:pointer-events-none data-[disabled]:opacity-50 data-[highlighted]:bg-hover dark:data-[highlighted]:bg-select [&_svg:not([class*='size-'])]:size-3.5 [&_svg:not([class*='text-'])]:text-fg-3 [&_svg]:shrink-0";
