import type { DocRow } from "#contract/knowledge";
import { StatusMark, type Tone } from "@/components/kit/status-mark";

export const freshnessWords: Readonly<Record<DocRow["freshness"], { word: string; tone: Tone }>> = {
  current: { word: "Current", tone: "ok" }, due: { word: "Review due", tone: "warn" }, overdue: { word: "Review overdue", tone: "critical" }, never: { word: "Never reviewed", tone: "none" },
};

export function FreshnessBadge({ freshness }: { freshness: DocRow["freshness"] }) {
  const { word, tone } = freshnessWords[freshness];
  return <span className="inline-flex items-center gap-1.5 align-bottom text-sm whitespace-nowrap text-fg-2"><StatusMark tone={tone} />{word}</span>;
}
