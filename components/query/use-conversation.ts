"use client";

import { useEffect, useState } from "react";
import { useStore, type StoreApi } from "zustand";
import { createAskStore, type AskStore, type Opening } from "./ask-store";

interface Session {
  opening: Opening;
  renderId: string;
  store: StoreApi<AskStore>;
}

/** Characters of an address that every server on the way takes; a longer question is not named in it. */
const ADDRESS_ROOM = 6000;

/** What the address should say of the question shown: its conversation, or the question itself until the conversation has a name. */
function addressOf({ threadId, state }: Pick<AskStore, "threadId" | "state">, search: string): string | null {
  if (threadId !== null) return `/ask?thread=${encodeURIComponent(threadId)}`;
  if (state.status === "idle" || new URLSearchParams(search).get("q")?.trim() === state.request.question) return null;
  const address = `/ask?q=${encodeURIComponent(state.request.question)}`;
  return address.length > ADDRESS_ROOM ? null : address;
}

const sessionOf = (opening: Opening, renderId: string): Session => ({ opening, renderId, store: createAskStore(opening) });

/**
 * The server rendered the page again: because its data changed, or because the reader went to another conversation? Until the address names the
 * conversation, it names the question: what was typed, stopped or failed stays while its words are asked for.
 */
export function isSameConversation({ opening, renderId }: Omit<Session, "store">, session: Session): boolean {
  if (renderId === session.renderId) return true;
  const { threadId, state } = session.store.getState();
  if (opening.threadId !== null) return opening.threadId === threadId;
  const isAsked = state.status !== "idle" && state.request.question === opening.question;
  if (isAsked && (threadId === null || state.status === "working")) return true;
  const isUnnamed = threadId === null && session.opening.threadId === null && session.opening.question === opening.question;
  return isUnnamed && (opening.question !== null || state.status === "idle" || state.status === "working");
}

/** The conversation that the address asks for, kept while the page is refreshed under it. */
export function useConversation(opening: Opening, renderId: string): AskStore {
  const [session, setSession] = useState(() => sessionOf(opening, renderId));
  const isSame = isSameConversation({ opening, renderId }, session);
  if (!isSame) setSession(sessionOf(opening, renderId));
  const { store } = session;
  useEffect(() => {
    store.getState().begin();
    return () => store.getState().leave();
  }, [store]);
  const conversation = useStore(store);
  const { threadId, state } = conversation;
  useEffect(() => {
    const { pathname, search } = window.location;
    const address = addressOf({ threadId, state }, search);
    // The page itself is not rendered again: a reload or fresh data finds the question by what stands here.
    if (address !== null && address !== `${pathname}${search}`) window.history.replaceState(null, "", address);
  }, [threadId, state]);
  return conversation;
}
