"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { sayWhy, type VersionRow } from "#contract/knowledge";
import { Banner } from "@/components/kit/banner";
import { FieldShell } from "@/components/kit/form";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { useTRPC } from "@/lib/trpc";

export interface VersionDecisionProps {
  slug: string;
  version: VersionRow;
}

/** Moves a version that is not published on. Who may is decided by the operation, which says why not. */
export function VersionDecision({ slug, version }: VersionDecisionProps) {
  const router = useRouter();
  const trpc = useTRPC();
  const [note, setNote] = useState("");
  const decide = useMutation(trpc.knowledge.decideDocVersion.mutationOptions({ onSuccess: () => router.refresh() }));
  const [isNoteMissing, setNoteMissing] = useState(false);
  const noteField = useRef<HTMLInputElement>(null);
  const act = (decision: "submit" | "publish" | "reject") => () => {
    const isMissing = decision === "reject" && note.trim() === "";
    setNoteMissing(isMissing);
    if (isMissing) noteField.current?.focus();
    else decide.mutate({ slug, number: version.number, decision, note });
  };
  const isWaiting = version.state === "in_review";
  if (version.state === "published") return null;
  return (
    <div className="grid gap-3 rounded-lg border border-line bg-card p-4">
      {isWaiting ? <FieldShell label="Note to the writer" {...(isNoteMissing ? { error: sayWhy } : { hint: "Needed to send it back." })}>{(control) => <Input {...control} ref={noteField} size="lg" value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />}</FieldShell> : null}
      {decide.isError ? <Banner tone="critical" isLive>{decide.error.message}</Banner> : null}
      <div className="flex flex-wrap gap-2">
        {version.state === "rejected" ? null : <Button variant="primary" disabled={decide.isPending} onClick={act("publish")}>Publish</Button>}
        {isWaiting ? <Button variant="outline" disabled={decide.isPending} onClick={act("reject")}>Send back</Button> : <Button variant="outline" disabled={decide.isPending} onClick={act("submit")}>Send for review</Button>}
      </div>
    </div>
  );
}
