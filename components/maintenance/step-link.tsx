"use client";

import Link from "next/link";
import { useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";

/** Leads to the time before or after. It is fetched as soon as somebody points at it or reaches it by Tab, so that the press finds it there; a time that nobody is about to open costs nothing. */
export function StepLink({ href, label, children }: { href: string; label: string; children: ReactNode }) {
  const [isNear, setNear] = useState(false);
  const [come, leave] = [() => setNear(true), () => setNear(false)];
  return <Button asChild icon><Link href={href} prefetch={isNear} scroll={false} aria-label={label} onPointerEnter={come} onPointerLeave={leave} onFocus={come} onBlur={leave}>{children}</Link></Button>;
}
