import { stemsOf } from "../frameworks/stem";
import { conceptsOf } from "./concepts";
import type { Feature } from "./features";

/** What a question calls for that needs no method. */
export const noMethod = "none";

const common = new Set("what how we us it to of in and i is on for at with by or that which who when where they them he she you if as can could would should will up so our into about than then there here any all get make go me be".split(" "));

/** What the choice of methods looks at: stems, stems that follow each other or have one between, and classes of meaning. */
export function methodFeatures(question: string): Feature[] {
  const stems = ["^", ...stemsOf(question).slice(0, 80), "$"];
  const found: Feature[] = stems.flatMap((stem, at): Feature[] => {
    const [next, third] = [stems[at + 1], stems[at + 2]];
    return [[`w ${stem}`, common.has(stem) ? 0.3 : 1], ...(next === undefined ? [] : [[`b ${stem} ${next}`, 0.8] as const]), ...(third === undefined ? [] : [[`g ${stem} ${third}`, 0.5] as const])];
  });
  const classes = conceptsOf(stems);
  const concepts = classes.flatMap((names, at) => names.flatMap((name): Feature[] => [[`k ${name}`, 0.8], ...(classes[at + 1] ?? []).map((next): Feature => [`l ${name} ${next}`, 0.5])]));
  return [...new Map([...found, ...concepts].map((feature) => [feature[0], feature])).values()];
}
