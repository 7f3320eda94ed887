"use client";

import { Paperclip, Send, X } from "lucide-react";
import { useRef, type ClipboardEvent, type KeyboardEvent } from "react";
import { Banner } from "@/components/kit/banner";
import { MacroMenu } from "@/components/tickets/macro-menu";
import { MentionMenu } from "@/components/tickets/mention-menu";
import { PendingChanges } from "@/components/tickets/pending-changes";
import { PresenceNotice } from "@/components/tickets/presence-notice";
import { useComposer, type ComposerProps, type ComposerState } from "@/components/tickets/use-composer";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { useHotkeys } from "@/hooks/use-hotkeys";
import { cn } from "@/lib/cn";
import { formatDateTime } from "@/lib/format";
import type { DeskChoices } from "#contract/tickets";

const KEEP = "__keep";
const kinds = [{ value: "public", label: "Reply" }, { value: "note", label: "Internal note" }] as const;

function FileChips({ files, onRemove }: { files: ComposerState["files"]; onRemove: (id: string) => void }) {
  return (
    <ul aria-label="Files to send" className="flex flex-wrap gap-1.5 px-3 empty:hidden">
      {files.map((file) => (
        <li key={file.id} className="flex items-center gap-1 rounded-sm border border-line-2 pl-2 text-xs">
          <span className="max-w-48 truncate">{file.name}</span>
          <Button variant="ghost" size="sm" icon aria-label={`Do not send ${file.name}`} onClick={() => onRemove(file.id)}><X aria-hidden /></Button>
        </li>
      ))}
    </ul>
  );
}

function SetState({ composer, states }: { composer: ComposerState; states: DeskChoices["states"] }) {
  return (
    <Select value={composer.changes.state ?? KEEP} onValueChange={(next) => composer.setChanges(({ state: _state, ...rest }) => (next === KEEP ? rest : { ...rest, state: next }))}>
      <SelectTrigger size="md" aria-label="State after sending" className="w-auto max-w-48 border-transparent"><SelectValue /></SelectTrigger>
      <SelectContent>
        <SelectItem value={KEEP}>and keep the state</SelectItem>
        {states.map(({ name }) => <SelectItem key={name} value={name}>and set {name}</SelectItem>)}
      </SelectContent>
    </Select>
  );
}

function Tools({ composer, number, states, onWrite }: { composer: ComposerState; number: string; states: DeskChoices["states"]; onWrite: () => void }) {
  const file = useRef<HTMLInputElement>(null);
  return (
    <div className="flex flex-wrap items-center gap-1 border-t border-line p-2">
      <input ref={file} type="file" multiple className="hidden" aria-hidden tabIndex={-1} onChange={(event) => {
        void composer.attach([...(event.target.files ?? [])]);
        event.target.value = "";
      }} />
      <Button variant="ghost" icon aria-label="Attach files" onClick={() => file.current?.click()}><Paperclip aria-hidden /></Button>
      <MacroMenu number={number} composer={composer} onChosen={onWrite} />
      <span className="ml-auto flex items-center gap-1">
        <SetState composer={composer} states={states} />
        <Button variant="primary" disabled={composer.text.trim() === "" || composer.sending !== null} onClick={() => void composer.send()}><Send aria-hidden />{composer.kind === "note" ? "Add note" : "Send"}<Kbd>Ctrl ↵</Kbd></Button>
      </span>
    </div>
  );
}

/** Where an answer or a note is written. Ctrl and Enter send; pictures are pasted; a draft is kept while one writes. */
export function Composer({ choices, zone, ...props }: ComposerProps & { choices: DeskChoices; zone: string }) {
  const area = useRef<HTMLTextAreaElement>(null);
  const toText = () => area.current?.focus();
  const composer = useComposer(props, toText);
  const begin = (kind: "public" | "note") => {
    composer.setKind(kind);
    toText();
  };
  useHotkeys({ r: () => begin("public"), i: () => begin("note") });
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void composer.send();
    if (event.key === "Escape") area.current?.blur();
  };
  const paste = (event: ClipboardEvent) => {
    const pictures = [...event.clipboardData.files];
    if (pictures.length === 0) return;
    event.preventDefault();
    void composer.attach(pictures);
  };
  const { kind, text, error, sending, draft } = composer;
  const saved = draft.hasFailed ? "draft not saved" : draft.savedAt !== null && text !== "" ? `draft saved ${formatDateTime(draft.savedAt, zone, "time")}` : "";
  return (
    <div className="bottom-0 grid gap-2 bg-bg p-3 sm:sticky">
      <PresenceNotice number={props.number} isAnswering={text !== ""} />
      {sending === null ? null : <p role="status" className="rounded-md border border-dashed border-line-2 px-3 py-2 text-sm whitespace-pre-line text-fg-3">Sending: {sending.text.slice(0, 200)}</p>}
      {error === null ? null : <Banner tone="critical" isLive>{error}</Banner>}
      <section aria-label="Write" className={cn("grid gap-2 rounded-lg border border-input bg-card", kind === "note" && "border-warn bg-warn-bg")}>
        <div className="flex items-center gap-3 px-3 pt-2"><SegmentedControl label="Kind of message" value={kind} onChange={composer.setKind} segments={kinds} /><span role="status" className="ml-auto text-xs text-fg-3">{saved}</span></div>
        <textarea ref={area} aria-label={kind === "note" ? "Internal note" : "Reply"} rows={4} value={text} onChange={(event) => composer.write(event.target.value)} onKeyDown={press} onPaste={paste} placeholder={kind === "note" ? "For the desk only; @name calls somebody." : "To the requester. Markdown works."} className="min-h-20 resize-y bg-transparent px-3 text-sm leading-5 outline-none placeholder:text-fg-3" />
        {kind === "note" ? <MentionMenu text={text} agents={choices.agents} onWrite={(next) => {
          composer.write(next);
          toText();
        }} /> : null}
        <FileChips files={composer.files} onRemove={(id) => composer.setFiles((before) => before.filter((one) => one.id !== id))} />
        <PendingChanges composer={composer} choices={choices} />
        <Tools composer={composer} number={props.number} states={choices.states} onWrite={toText} />
      </section>
    </div>
  );
}
