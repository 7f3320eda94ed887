"use client";

import "sonner/dist/styles.css";
import { useTheme } from "next-themes";
import { Toaster as Sonner, type ToasterProps } from "sonner";
import { StatusMark } from "@/components/kit/status-mark";

function themeOf(theme: string | undefined): NonNullable<ToasterProps["theme"]> {
  return theme === "dark" || theme === "light" ? theme : "system";
}

/** Place once, in the root layout. Messages are sent with `toast` of sonner. */
export function Toaster(props: ToasterProps) {
  const { theme } = useTheme();
  return (
    <Sonner
      theme={themeOf(theme)}
      icons={{ success: <StatusMark tone="ok" />, warning: <StatusMark tone="warn" />, error: <StatusMark tone="critical" />, info: <StatusMark tone="info" /> }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast: "flex w-full items-center gap-2.5 rounded-lg bg-pop py-2.5 pr-2 pl-3 font-sans text-sm text-fg shadow-float",
          description: "text-xs text-fg-3",
          content: "min-w-0 flex-1",
          actionButton: "h-7 shrink-0 rounded-md px-2.5 text-sm font-medium hover:bg-hover",
          cancelButton: "h-7 shrink-0 rounded-md px-2.5 text-sm text-fg-3 hover:bg-hover",
        },
      }}
      {...props}
    />
  );
}
