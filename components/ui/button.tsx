import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

export const buttonVariants = cva(
  "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border text-sm font-medium whitespace-nowrap transition-colors disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50 [&_svg:not([class*='size-'])]:size-3.5 [&_svg]:shrink-0 [&>kbd]:-mr-1.5",
  {
    variants: {
      variant: {
        primary:
          "border-primary bg-primary text-on-primary hover:border-primary-hover hover:bg-primary-hover [&>kbd]:border-on-primary/45 [&>kbd]:bg-transparent [&>kbd]:text-inherit",
        outline: "border-line-2 bg-card text-fg hover:bg-hover aria-expanded:bg-hover [&>svg]:text-fg-3",
        ghost: "border-transparent bg-transparent text-fg-2 hover:bg-hover hover:text-fg aria-expanded:bg-hover dark:hover:bg-select [&>svg]:text-fg-3",
        destructive: "border-destructive bg-destructive text-on-destructive hover:opacity-90",
        link: "h-auto! border-transparent bg-transparent px-0! text-link hover:underline",
      },
      size: { sm: "h-7 px-2.5", md: "h-8 px-3", lg: "h-9 px-4 text-base" },
      icon: { true: "px-0!", false: "" },
    },
    compoundVariants: [
      { icon: true, size: "sm", class: "w-7" },
      { icon: true, size: "md", class: "w-8" },
      { icon: true, size: "lg", class: "w-9" },
    ],
    defaultVariants: { variant: "outline", size: "md", icon: false },
  },
);

export interface ButtonProps extends ComponentProps<"button">, VariantProps<typeof buttonVariants> {
  /** Render the child (a link, for example) with the look of a button. */
  asChild?: boolean;
}

export function Button({ className, variant, size, icon, asChild = false, type, ...props }: ButtonProps) {
  const Part = asChild ? Slot.Root : "button";
  const kind = asChild ? {} : { type: type ?? ("button" as const) };
  return (
    <Part
      data-slot="button"
      data-icon={icon ? "" : undefined}
      className={cn(buttonVariants({ variant, size, icon }), className)}
      {...kind}
      {...props}
    />
  );
}
