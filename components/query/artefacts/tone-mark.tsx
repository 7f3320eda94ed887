import { StatusMark, type Tone as MarkTone } from "@/components/kit/status-mark";

export type Tone = "neutral" | "good" | "watch" | "bad";

const MARKS: Record<Exclude<Tone, "neutral">, { tone: MarkTone; word: string }> = { good: { tone: "ok", word: "Good" }, watch: { tone: "warn", word: "To watch" }, bad: { tone: "critical", word: "Bad" } };

/** Shape and word for a tone; nothing for a neutral one. */
export function ToneMark({ tone }: { tone: Tone }) {
  if (tone === "neutral") return null;
  const { tone: mark, word } = MARKS[tone];
  return (
    <span className="inline-flex align-middle">
      <StatusMark tone={mark} />
      <span className="sr-only">{word}: </span>
    </span>
  );
}
