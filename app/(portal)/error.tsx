"use client";

import { PageFault, type PageFaultProps } from "@/components/shell/page-fault";

export default function PortalError(props: Omit<PageFaultProps, "title">) {
  return <PageFault {...props} title="This page did not load" />;
}
