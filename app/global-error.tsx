"use client";

import { PageFault, type PageFaultProps } from "@/components/shell/page-fault";
import "./globals.css";

export default function GlobalError(props: Omit<PageFaultProps, "title">) {
  return (
    <html lang="en">
      <body>
        <main className="grid min-h-dvh place-items-center">
          <PageFault {...props} title="The portal did not load" />
        </main>
      </body>
    </html>
  );
}
