"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { diffLines, hunksOf, mergeTexts } from "#core/knowledge";
import { Banner } from "@/components/kit/banner";
import { FieldShell } from "@/components/kit/form";
import { DocDiff } from "@/components/knowledge/doc-diff";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Textarea } from "@/components/ui/textarea";
import { useTRPC, type ApiError } from "@/lib/trpc";

const Preview = dynamic(() => import("@/components/knowledge/doc-markdown").then((module) => module.DocMarkdown));

interface Text {
  title: string;
  body: string;
}

export interface DocEditorProps extends Text {
  slug: string;
  /** Number of the newest version, which `body` is. */
  base: number;
}

interface Theirs extends Text {
  number: number;
  authorName: string;
}

/** Asks before the page is left with words that are not saved. */
function useUnsavedGuard(isDirty: boolean): void {
  useEffect(() => {
    if (!isDirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isDirty]);
}

interface ConflictProps {
  theirs: Theirs;
  base: string;
  mine: string;
  onSettle: (body: string) => void;
}

/** Somebody saved first. Both texts are here; nothing is thrown away without being seen. */
function Conflict({ theirs, base, mine, onSettle }: ConflictProps) {
  // Versions are kept without blank lines at their ends; one here would be a change of the last line.
  const merged = mergeTexts(base, mine.trim(), theirs.body);
  return (
    <div className="grid gap-3">
      <Banner tone="warn" isLive title={`${theirs.authorName} saved version ${theirs.number} while you were writing.`}>
        Your text is untouched below. {merged.ok ? "You changed different places: both can be brought together." : `${merged.conflicts === 1 ? "One place was" : `${merged.conflicts} places were`} changed by both; both texts will stand there, one below the other between marks.`}
      </Banner>
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" onClick={() => onSettle(merged.text)}>Bring both together</Button>
        <Button variant="outline" onClick={() => onSettle(mine)}>Keep only mine</Button>
        <Button variant="outline" onClick={() => onSettle(theirs.body)}>Take only theirs</Button>
      </div>
      <section aria-label="What they changed" className="grid gap-1.5">
        <h2 className="text-sm font-semibold">What they changed</h2>
        <DocDiff hunks={hunksOf(diffLines(base, theirs.body))} />
      </section>
    </div>
  );
}

/** The state of one editing: the text, what it began from, and whoever came first. */
function useDraft(start: DocEditorProps) {
  const router = useRouter();
  const trpc = useTRPC();
  const client = useQueryClient();
  const [text, setText] = useState({ title: start.title, body: start.body, note: "" });
  const [began, setBegan] = useState({ number: start.base, body: start.body });
  const [theirs, setTheirs] = useState<Theirs | null>(null);
  const save = useMutation(trpc.knowledge.saveDocDraft.mutationOptions());
  const decide = useMutation(trpc.knowledge.decideDocVersion.mutationOptions());
  const showTheirs = async (): Promise<void> => {
    const { items } = await client.fetchQuery({ ...trpc.knowledge.listDocVersions.queryOptions({ slug: start.slug }), staleTime: 0 });
    const newest = items[0];
    if (newest) setTheirs(await client.fetchQuery(trpc.knowledge.getDocVersion.queryOptions({ slug: start.slug, number: newest.number })));
  };
  const submit = async (then: "keep" | "submit" | "publish"): Promise<void> => {
    try {
      const { number } = await save.mutateAsync({ slug: start.slug, base: began.number, ...text });
      setBegan({ number, body: text.body });
      if (then !== "keep") await decide.mutateAsync({ slug: start.slug, number, decision: then });
      router.push(then === "keep" ? `/docs/${start.slug}/history?version=${number}` : `/docs/${start.slug}`);
      router.refresh();
    } catch (cause) {
      if ((cause as ApiError).data?.failure.code === "CONFLICT") await showTheirs();
    }
  };
  const settle = (body: string) => {
    if (theirs) setBegan({ number: theirs.number, body: theirs.body });
    setText({ ...text, body });
    setTheirs(null);
    save.reset();
  };
  const isDirty = text.body !== began.body || text.title !== start.title;
  const error = theirs ? null : (save.error ?? decide.error);
  const isPending = save.isPending || decide.isPending;
  // The page follows the document live; what is being written here stays as it is.
  const isBehind = theirs === null && !isPending && start.base > began.number;
  return { text, setText, began, theirs, showTheirs, submit, settle, isDirty, isBehind, error, isPending };
}

/** Text at the left, what it becomes at the right; on a narrow screen one of the two. The text that is being written outlives a change of the page behind it. */
export function DocEditor(props: DocEditorProps) {
  const { text, setText, began, theirs, showTheirs, submit, settle, isDirty, isBehind, error, isPending } = useDraft(props);
  const [view, setView] = useState<"write" | "preview">("write");
  useUnsavedGuard(isDirty && !isPending);
  const canSave = isDirty && !isPending && theirs === null;
  const isUnsettled = /^(?:<{7} yours|>{7} theirs)$/m.test(text.body);
  return (
    <div className="grid gap-4">
      {theirs === null ? null : <Conflict theirs={theirs} base={began.body} mine={text.body} onSettle={settle} />}
      {isBehind ? <Banner tone="info" isLive title="Somebody saved a newer version." action={<Button size="sm" variant="outline" onClick={() => void showTheirs()}>See what changed</Button>}>Your text is untouched.</Banner> : null}
      <FieldShell label="Title">{(control) => <Input {...control} size="lg" value={text.title} maxLength={200} onChange={(event) => setText({ ...text, title: event.target.value })} />}</FieldShell>
      <div className="xl:hidden"><SegmentedControl label="View" value={view} onChange={setView} segments={[{ value: "write", label: "Write" }, { value: "preview", label: "Preview" }]} /></div>
      <div className="grid gap-6 xl:grid-cols-2">
        <FieldShell label="Text (Markdown)" hint="Callouts: > [!NOTE], [!TIP], [!WARNING]. Code is coloured when its fence names a language." className={view === "preview" ? "max-xl:hidden" : undefined}>
          {(control) => <Textarea {...control} rows={28} spellCheck className="min-h-[60dvh] font-mono text-xs leading-5" value={text.body} onChange={(event) => setText({ ...text, body: event.target.value })} />}
        </FieldShell>
        <section aria-label="Preview" className={view === "write" ? "max-xl:hidden" : undefined}>
          <h2 className="mb-1.5 text-sm font-medium">Preview</h2>
          <div className="min-h-24 rounded-lg border border-line bg-card p-4"><Preview>{text.body.replace(/^---\n[\s\S]*?\n---\n/, "")}</Preview></div>
        </section>
      </div>
      <FieldShell label="What you changed" isOptional>{(control) => <Input {...control} size="lg" value={text.note} maxLength={500} onChange={(event) => setText({ ...text, note: event.target.value })} />}</FieldShell>
      {error === null ? null : <Banner tone="critical" isLive>{error.message}</Banner>}
      {isUnsettled ? <Banner tone="warn" title="Two texts stand between marks.">Keep what is right and take the marks out, then send it for review. A draft can be saved as it is.</Banner> : null}
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" size="lg" disabled={!canSave || isUnsettled} onClick={() => void submit("submit")}>Save and send for review</Button>
        <Button variant="outline" size="lg" disabled={!canSave} onClick={() => void submit("keep")}>Save as draft</Button>
        <Button variant="outline" size="lg" disabled={!canSave || isUnsettled} onClick={() => void submit("publish")}>Save and publish</Button>
      </div>
    </div>
  );
}
