"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { takenBackEvent } from "@/components/tickets/held-notice";
import { useTRPC } from "@/lib/trpc";
import { deskLimits, type TicketChanges, type TicketThread } from "#contract/tickets";

export type ReplyKind = "public" | "note";
export interface LooseFile {
  id: string;
  name: string;
}

const settleMs = 800;

/** Keeps what is written on the server, a moment after the last key. */
function useDraft(number: string, savedAt: string | null) {
  const trpc = useTRPC();
  const [saved, setSaved] = useState(savedAt);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** More has been written than was saved. */
  const [isBehind, setIsBehind] = useState(false);
  const onSuccess = (told: { savedAt: string | null }) => {
    setSaved(told.savedAt);
    if (timer.current === undefined) setIsBehind(false);
  };
  const save = useMutation(trpc.tickets.saveDraft.mutationOptions({ scope: { id: `draft ${number}` }, onSuccess }));
  const { mutate } = save;
  useEffect(() => () => clearTimeout(timer.current), []);
  const keep = (kind: ReplyKind, body: string) => {
    clearTimeout(timer.current);
    setIsBehind(true);
    timer.current = setTimeout(() => {
      timer.current = undefined;
      mutate({ number, kind, body });
    }, settleMs);
  };
  const forget = () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    setIsBehind(false);
  };
  return { keep, savedAt: isBehind ? null : saved, hasFailed: save.isError, forget };
}

/** The texts in the making. One that comes back stands before what was written in the meantime, and neither is lost. */
function useTexts(drafts: Record<ReplyKind, string>) {
  const [texts, setTexts] = useState<Record<ReplyKind, string>>({ public: drafts.public, note: drafts.note });
  const latest = useRef(texts);
  const put = (kind: ReplyKind, text: string) => {
    latest.current = { ...latest.current, [kind]: text };
    setTexts(latest.current);
  };
  const giveBack = (kind: ReplyKind, text: string): string => {
    const whole = [text, latest.current[kind]].filter((part) => part.trim() !== "").join("\n\n");
    put(kind, whole);
    return whole;
  };
  return { texts, put, giveBack };
}

/** Sends a file; the message of a refusal is the portal's own. */
async function upload(number: string, file: File): Promise<LooseFile> {
  if (file.size > deskLimits.attachmentBytes) throw new Error(`${file.name} is larger than ${deskLimits.attachmentBytes / 1_000_000} MB.`);
  const response = await fetch(`/api/tickets/${encodeURIComponent(number)}/attachments?${new URLSearchParams({ name: file.name }).toString()}`, { method: "PUT", body: file });
  const answer = (await response.json().catch(() => null)) as { id?: string; name?: string; error?: { message: string } } | null;
  if (!response.ok || answer?.id === undefined) throw new Error(answer?.error?.message ?? "The file could not be sent. Try again.");
  return { id: answer.id, name: answer.name ?? file.name };
}

/** Calls back with the text of an answer that was taken back. */
function useTakenBack(onText: (text: string) => void): void {
  const current = useRef(onText);
  useEffect(() => {
    current.current = onText;
  });
  useEffect(() => {
    const restore = (event: Event) => (event instanceof CustomEvent ? current.current(String(event.detail)) : undefined);
    window.addEventListener(takenBackEvent, restore);
    return () => window.removeEventListener(takenBackEvent, restore);
  }, []);
}

/** Several files one after the other; the first refusal stops. */
async function uploadAll(number: string, list: readonly File[], onFile: (file: LooseFile) => void): Promise<string | null> {
  try {
    for (const file of list) onFile(await upload(number, file));
    return null;
  } catch (cause) {
    return cause instanceof Error ? cause.message : "The file could not be sent.";
  }
}

/** What a message will change with it, or what is changed without one: the refusal, or null. */
function useChanges(number: string, version: number) {
  const trpc = useTRPC();
  const [changes, setChanges] = useState<Pick<TicketChanges, "state" | "tags" | "team" | "assigneeId" | "impact" | "urgency" | "level">>({});
  const [macroId, setMacroId] = useState<string | null>(null);
  const update = useMutation(trpc.tickets.update.mutationOptions());
  const forgetChanges = () => {
    setChanges({});
    setMacroId(null);
  };
  const changeNow = async (): Promise<string | null> => {
    try {
      await update.mutateAsync({ number, version, ...changes });
      forgetChanges();
      return null;
    } catch (cause) {
      return cause instanceof Error ? cause.message : "Nothing was changed.";
    }
  };
  return { changes, setChanges, macroId, setMacroId, forgetChanges, changeNow, isChanging: update.isPending };
}

export interface ComposerProps {
  number: string;
  /** The version of the ticket that is shown. */
  version: number;
  drafts: TicketThread["drafts"];
  files: readonly LooseFile[];
  lastSeenId: string | null;
}

/** All that the composer knows and does. What is written is never lost: a refused answer puts the text back where it was. */
export function useComposer({ number, version, drafts, files: firstFiles, lastSeenId }: ComposerProps, onTakenBack: () => void) {
  const router = useRouter();
  const trpc = useTRPC();
  const [kind, setKind] = useState<ReplyKind>("public");
  const { texts, put, giveBack } = useTexts(drafts);
  const [files, setFiles] = useState<readonly LooseFile[]>(firstFiles);
  const { changes, setChanges, macroId, setMacroId, forgetChanges, changeNow, isChanging } = useChanges(number, version);
  const [sending, setSending] = useState<{ kind: ReplyKind; text: string } | null>(null);
  const [error, setError] = useState<string | null>(null);
  const draft = useDraft(number, drafts.savedAt);
  const reply = useMutation(trpc.tickets.reply.mutationOptions());
  const write = (text: string, of: ReplyKind = kind) => {
    put(of, text);
    draft.keep(of, text);
  };
  useTakenBack((text) => {
    setKind("public");
    draft.keep("public", giveBack("public", text));
    onTakenBack();
  });
  const send = async () => {
    const text = texts[kind].trim();
    if (text === "" || sending !== null) return;
    draft.forget();
    setError(null);
    setSending({ kind, text });
    put(kind, "");
    const sent = files.map(({ id }) => id);
    try {
      await reply.mutateAsync({ number, kind, body: text, attachments: sent, changes, macroId, isHeld: kind === "public", lastSeenId });
      setFiles((before) => before.filter(({ id }) => !sent.includes(id)));
      forgetChanges();
    } catch (cause) {
      draft.keep(kind, giveBack(kind, text));
      setError(cause instanceof Error ? cause.message : "The message was not sent. Your text is kept.");
    }
    setSending(null);
    router.refresh();
  };
  const changeAlone = async () => {
    setError(await changeNow());
    router.refresh();
  };
  const attach = async (list: readonly File[]) => setError(await uploadAll(number, list, (file) => setFiles((before) => [...before, file])));
  return { kind, setKind, text: texts[kind], write, files, setFiles, changes, setChanges, setMacroId, sending, error, draft, send, changeAlone, isChanging, attach };
}
export type ComposerState = ReturnType<typeof useComposer>;
