import { methodModel } from "../../../generated/core/query-model";
import { methodFeatures } from "../learn/method-features";
import { classifyBy, openModel, type LinearModel } from "../learn/model";

let opened: LinearModel | undefined;

/** How probable it is that a question calls for each method, as the classifier has learned; what is left to one calls for none. */
export function learnedMethods(question: string): ReadonlyMap<string, number> {
  opened ??= openModel(methodModel);
  return new Map(classifyBy(opened, methodFeatures(question), "method").ranked.map(({ label, probability }) => [label, probability]));
}
