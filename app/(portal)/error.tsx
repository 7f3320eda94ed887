"use client";

import { PageFault, type PageFaultProps } from "@/components/shell/page-fault";
import { TopBar } from "@/components/shell/top-bar";

/** In the place of a page; the way to the others stays, also where the sidebar has no room. */
export default function PortalError(props: Omit<PageFaultProps, "title">) {
  return (
    <>
      <TopBar crumbs={[{ label: "Not loaded" }]} />
      <PageFault {...props} title="This page did not load" />
    </>
  );
}
