import type { Token } from "./tokens";
import { wordTable } from "./word-table";

const words: Readonly<Record<string, number>> = wordTable({ a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12, thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18, nineteen: 19, twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90, hundred: 100, dozen: 12 });

/** A whole number in digits or words at a position ("12", "twelve", "twenty five"), with the index after it. */
export function numberAt(tokens: readonly Token[], at: number): { value: number; to: number } | null {
  const text = tokens[at]?.text ?? "";
  if (/^\d{1,6}$/.test(text)) return { value: Number(text), to: at + 1 };
  const value = words[text];
  if (value === undefined) return null;
  const unit = words[tokens[at + 1]?.text ?? ""];
  if (value >= 20 && value <= 90 && unit !== undefined && unit < 10 && tokens[at + 1]?.text !== "a" && tokens[at + 1]?.text !== "an") return { value: value + unit, to: at + 2 };
  return { value, to: at + 1 };
}
