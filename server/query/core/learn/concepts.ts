import { stem } from "../frameworks/stem";
import { conceptWords } from "./concept-words";

/** "_" joins the words of a phrase. */
function entriesOf(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [name, words] of Object.entries(conceptWords)) {
    for (const phrase of new Set(words.split(" ").map((word) => word.split("_").map(stem).join(" ")))) found.set(phrase, [...(found.get(phrase) ?? []), name]);
  }
  return found;
}

let index: Map<string, string[]> | undefined;
let openings: ReadonlySet<string> | undefined;
const longest = 4;

const firstOf = (phrase: string): string => phrase.split(" ", 1)[0] ?? "";

/** The classes of meaning that words stand for, in their order. A longer phrase is read before the words within it, and both count. */
export function conceptsOf(words: readonly string[]): string[][] {
  const known = (index ??= entriesOf());
  const starts = (openings ??= new Set([...known.keys()].map(firstOf)));
  const stems = words.map(stem);
  const found: string[][] = [];
  for (let at = 0; at < stems.length; at += 1) {
    if (!starts.has(firstOf(stems[at] ?? ""))) continue;
    const here = new Set<string>();
    for (let size = Math.min(longest, stems.length - at); size > 0; size -= 1) for (const name of known.get(stems.slice(at, at + size).join(" ")) ?? []) here.add(name);
    if (here.size > 0) found.push([...here]);
  }
  return found;
}
