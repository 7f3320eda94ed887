"use client";

import { ThemeProvider as NextThemes } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { NonceProvider } from "@/components/ui/nonce";
import { Toaster } from "@/components/ui/sonner";

export interface ThemeProviderProps {
  nonce: string | undefined;
  children: ReactNode;
}

/** Theme as `data-theme` on the html element, chosen before the first paint; the html element needs `suppressHydrationWarning`. */
export function ThemeProvider({ nonce, children }: ThemeProviderProps) {
  return (
    <NextThemes attribute="data-theme" defaultTheme="system" enableSystem disableTransitionOnChange storageKey="qd-theme" nonce={nonce}>
      {children}
    </NextThemes>
  );
}

/** Everything that the root layout wraps around its pages. */
export function Providers({ nonce, children }: ThemeProviderProps) {
  return (
    <NonceProvider nonce={nonce}>
      <ThemeProvider nonce={nonce}>
        <NuqsAdapter>{children}</NuqsAdapter>
        <Toaster />
      </ThemeProvider>
    </NonceProvider>
  );
}
