import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { fontVariables } from "@/components/shell/fonts";
import { Providers } from "@/components/shell/theme-provider";
import { ApiProvider } from "@/lib/trpc";
import "./globals.css";

export const metadata: Metadata = { title: { default: "Quarterdeck", template: "%s · Quarterdeck" }, description: "Operations portal" };
export const viewport: Viewport = { width: "device-width", initialScale: 1 };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html lang="en" suppressHydrationWarning className={fontVariables}>
      <body>
        <Providers nonce={nonce}>
          <ApiProvider>{children}</ApiProvider>
        </Providers>
      </body>
    </html>
  );
}
