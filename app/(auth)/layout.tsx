import type { ReactNode } from "react";
import { Logo } from "@/components/shell/logo";

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main id="main" className="grid min-h-dvh grid-rows-[1fr_auto_2fr] justify-items-center bg-frame px-4 py-8">
      <div className="mb-6 flex items-center gap-2 self-end text-base font-semibold">
        <Logo />
        Quarterdeck
      </div>
      <div className="grid w-full justify-items-center">{children}</div>
    </main>
  );
}
