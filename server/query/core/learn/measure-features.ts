import { stem } from "../frameworks/stem";
import type { Slots } from "../parse/read-slots";
import { conceptsOf } from "./concepts";
import { maskedWords, type Feature } from "./features";

/** What a question asks for that names no measure. */
export const noMeasure = "none";

const little = new Set("a an the of in on at to for from by with and or but so if as that this these those it its is are was were be been do does did have has had will would can could should may might must what which who when where we us our i me my you your they them their he she there here all any each every per please show give tell".split(" "));

/** Letters of the longer words, so that other forms of a word are known by their kin. */
function letters(words: readonly string[]): Feature[] {
  return words.filter((word) => word.length >= 5 && !word.startsWith("<")).flatMap((word) => {
    const framed = `_${word}_`;
    return Array.from({ length: framed.length - 4 }, (_, at): Feature => [`c ${framed.slice(at, at + 5)}`, 0.3]);
  });
}

function phrases(words: readonly string[]): Feature[] {
  const framed = ["^", ...words, "$"];
  const telling = words.filter((word) => !little.has(word));
  return [
    ...words.map((word): Feature => [`w ${word}`, little.has(word) ? 0.3 : 1]),
    ...framed.slice(0, -1).map((word, at): Feature => [`b ${word} ${framed[at + 1] ?? ""}`, 0.7]),
    ...telling.slice(0, -1).map((word, at): Feature => [`g ${word} ${telling[at + 1] ?? ""}`, 0.7]),
    ...telling.slice(0, -2).map((word, at): Feature => [`g ${word} ${telling[at + 2] ?? ""}`, 0.4]),
  ];
}

/** What the choice of a measure looks at: words and pairs of them, classes of meaning, and what the phrase book and the grammars found. */
export function measureFeatures(slots: Slots): Feature[] {
  const words = maskedWords(slots).map((word) => (word.startsWith("<") ? word : stem(word)));
  const classes = conceptsOf(words);
  const concepts = classes.flatMap((names, at) => names.flatMap((name): Feature[] => [[`k ${name}`, 0.6], ...(classes[at + 1] ?? []).map((next): Feature => [`l ${name} ${next}`, 0.4])]));
  const found: Feature[] = [
    ...slots.metrics.map(({ value, weight }): Feature => [`m ${value}`, Math.min(weight, 4) / 2]),
    ...[...slots.plainMetrics].map((value): Feature => [`p ${value}`, 0.8]),
    ...slots.subjects.map(({ value }): Feature => [`s ${value}`, 0.8]),
    ...slots.filters.map(({ value }): Feature => [`f ${value.split(/[!<>]*:/)[0] ?? ""}`, 0.5]),
    ...slots.dimensions.map(({ value, how }): Feature => [`d ${how} ${value}`, 0.4]),
  ];
  return [...new Map([...phrases(words), ...letters(words), ...concepts, ...found].map((feature) => [feature[0], feature])).values()];
}
