import type { Metadata, Viewport } from "next";
import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { NonceProvider } from "@/components/ui/nonce";
import { ApiProvider } from "@/lib/trpc";
import "./globals.css";

export const metadata: Metadata = { title: { default: "Quarterdeck", template: "%s · Quarterdeck" }, description: "Operations portal" };
export const viewport: Viewport = { width: "device-width", initialScale: 1 };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html lang="en" suppressHydrationWarning className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body>
        <NonceProvider nonce={nonce}>
          <ApiProvider>{children}</ApiProvider>
        </NonceProvider>
      </body>
    </html>
  );
}
