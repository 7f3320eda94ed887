import type { ReactNode } from "react";

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="grid min-h-dvh grid-rows-[1fr_auto_2fr] justify-items-center bg-frame px-4 py-8">
      <div className="mb-6 flex items-center gap-2 self-end text-base font-semibold">
        <svg aria-hidden viewBox="0 0 24 24" className="size-6 text-primary" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round">
          <path d="M12 3v18M5 9h14M4 14a8 7 0 0 0 16 0" />
        </svg>
        Quarterdeck
      </div>
      <div className="grid w-full justify-items-center">{children}</div>
    </main>
  );
}
