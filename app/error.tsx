"use client";

import { PageFault, type PageFaultProps } from "@/components/shell/page-fault";

/** Where what stands around every page fails. */
export default function RootError(props: Omit<PageFaultProps, "title">) {
  return (
    <main className="grid min-h-dvh place-items-center">
      <PageFault {...props} title="The portal did not load" />
    </main>
  );
}
