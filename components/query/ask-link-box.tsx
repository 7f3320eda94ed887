"use client";

import { useRouter } from "next/navigation";
import { AskBox } from "./ask-box";

/** The question box of other pages: opens the answer page. */
export function AskLinkBox({ placeholder }: { placeholder: string }) {
  const router = useRouter();
  return <AskBox size="large" placeholder={placeholder} onAsk={(question) => router.push(`/ask?q=${encodeURIComponent(question)}`)} />;
}
