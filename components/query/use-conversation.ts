"use client";

import { useEffect, useState } from "react";
import { useStore, type StoreApi } from "zustand";
import { createAskStore, type AskStore, type Opening } from "./ask-store";

interface Session {
  opening: Opening;
  renderId: string;
  store: StoreApi<AskStore>;
}

/** The address names the conversation, so that a reload finds it; the page itself is not rendered again. */
const nameInAddress = (threadId: string): void => {
  const path = `/ask?thread=${encodeURIComponent(threadId)}`;
  if (`${window.location.pathname}${window.location.search}` !== path) window.history.replaceState(null, "", path);
};

const sessionOf = (opening: Opening, renderId: string): Session => ({ opening, renderId, store: createAskStore(opening) });

/**
 * The server rendered the page again: because its data changed, or because the reader went to another conversation? Until the address names the
 * conversation, the one that the page was opened with goes on.
 */
export function isSameConversation({ opening, renderId }: Omit<Session, "store">, session: Session): boolean {
  if (renderId === session.renderId) return true;
  const { threadId, state } = session.store.getState();
  if (opening.threadId !== null) return opening.threadId === threadId;
  const isUnderWay = state.status === "working" && state.request.question === opening.question;
  const isUnnamed = threadId === null && session.opening.threadId === null && session.opening.question === opening.question;
  return isUnderWay || (isUnnamed && (opening.question !== null || state.status === "idle" || state.status === "working"));
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
  const { threadId } = conversation;
  useEffect(() => {
    if (threadId !== null) nameInAddress(threadId);
  }, [threadId]);
  return conversation;
}
