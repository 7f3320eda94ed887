import { numberAt } from "./numbers";
import type { Slots } from "./read-slots";

const enough = /^(?:(?:is|are|would be|will be) (?:enough|plenty|fine|sufficient|ok)|(?:will|would|should) (?:do|suffice)|suffices?|max|at most|tops|of (?:them|those|these))\b/;
const making = /\b(?:make|cut|shorten|limit|reduce|trim|keep|extend|stretch|restrict)(?: (?:it|that|this|them|those|the list))?(?: down)?(?: to)?(?: (?:just|only))?$/;
const only = /^(?:(?:ok|and|but|please|give me|show me) )*(?:just|only|no more than|at most)(?: the)?$/;
const alone = /^(?:(?:and|ok|no|now|but|then|please|sorry|rather|maybe) )*$/;
const aloneBehind = /^(?:(?:please|instead|then|rather|only|though) ?)*$/;
const mostRows = 1000;

const countAt = ({ tokens, periods }: Slots, at: number): ReturnType<typeof numberAt> => (["a", "an", "one"].includes(tokens[at]?.text ?? "") || periods.some(({ from, to }) => from <= at && at < to) ? null : numberAt(tokens, at));

const plenty = /^(?:(?:is|are|would be|will be) (?:enough|plenty|fine|sufficient)|(?:will|would) (?:do|suffice)|suffices?)$/;

/** "Ten is plenty" behind a question. */
export function plentySaid(slots: Slots): number | null {
  for (let at = 0; at < slots.tokens.length; at += 1) {
    const number = countAt(slots, at);
    // It opens a sentence: "tier 2 are fine" asks for no two rows.
    const isOpening = at === 0 || (slots.tokens[at]?.start ?? 0) - (slots.tokens[at - 1]?.end ?? 0) > 1;
    if (number && isOpening && number.value >= 1 && number.value <= mostRows && plenty.test(slots.tokens.slice(number.to).map(({ text }) => text).join(" "))) return number.value;
  }
  return null;
}

/** How many rows a follow-up asks for, by words that only make sense beside a list: "five will do", "make ten out of it", "cut it to 3", "just two", "ten please". */
export function limitSaid(slots: Slots): number | null {
  const { tokens, order } = slots;
  if (order.limit !== null) return order.limit;
  for (let at = 0; at < tokens.length; at += 1) {
    const number = countAt(slots, at);
    if (!number || number.value < 1 || number.value > mostRows) continue;
    const before = tokens.slice(0, at).map(({ text }) => text).join(" ");
    const behind = tokens.slice(number.to).map(({ text }) => text).join(" ");
    const isMade = making.test(before) && /^(?:$|out of (?:it|that|them)\b|(?:rows|entries|lines|items|results|of them|please|instead)\b)/.test(behind);
    const isAlone = alone.test(before === "" ? "" : `${before} `) && aloneBehind.test(behind) && number.value > 1;
    if (isAlone || enough.test(behind) || isMade || (only.test(before) && behind === "")) return number.value;
  }
  return null;
}
