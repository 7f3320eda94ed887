"use client";

import { Plus } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { useHotkeys } from "@/hooks/use-hotkeys";

/** The way to a new SLO, also by the key "c". */
export function NewSloButton() {
  const router = useRouter();
  useHotkeys({ c: () => router.push("/slos/new") });
  return (
    <Button asChild variant="primary" size="sm">
      <Link href="/slos/new">
        <Plus aria-hidden />
        New SLO
        <Kbd>C</Kbd>
      </Link>
    </Button>
  );
}
