import { methodFeatures } from "../learn/method-features";
import { classifyBy, vectorOf } from "../learn/model";
import { models } from "../learn/models";

/** How probable it is that a question calls for each method, as the classifier has learned; what is left to one calls for none. */
export function learnedMethods(question: string): ReadonlyMap<string, number> {
  const model = models().method;
  return new Map(classifyBy(model, vectorOf(model, methodFeatures(question)), "method").map(({ label, probability }) => [label, probability]));
}
