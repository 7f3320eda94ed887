"use client";

import { setNonce } from "get-nonce";
import { createContext, useContext, type ReactNode } from "react";

const NonceContext = createContext<string | undefined>(undefined);

export interface NonceProviderProps {
  nonce: string | undefined;
  children: ReactNode;
}

/** Gives the request's CSP nonce to every part that has to add a style element (scroll lock, select). */
export function NonceProvider({ nonce, children }: NonceProviderProps) {
  if (nonce !== undefined && typeof document !== "undefined") setNonce(nonce);
  return <NonceContext.Provider value={nonce}>{children}</NonceContext.Provider>;
}

export function useNonce(): string | undefined {
  return useContext(NonceContext);
}
