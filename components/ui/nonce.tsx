"use client";

import { setNonce } from "get-nonce";
import { createContext, useContext, useState, type ReactNode } from "react";

const NonceContext = createContext<string | undefined>(undefined);

export interface NonceProviderProps {
  nonce: string | undefined;
  children: ReactNode;
}

/**
 * Gives the CSP nonce to every part that has to add a style element (scroll lock, select). The first one holds while the document lives: a
 * refresh from the server carries the nonce of its own request, which the document's policy does not know.
 */
export function NonceProvider({ nonce, children }: NonceProviderProps) {
  const [first] = useState(nonce);
  if (first !== undefined && typeof document !== "undefined") setNonce(first);
  return <NonceContext.Provider value={first}>{children}</NonceContext.Provider>;
}

export function useNonce(): string | undefined {
  return useContext(NonceContext);
}
