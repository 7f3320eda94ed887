import { readModelFile } from "../../../generated/core/query-model";
import { decodeModels, type Models } from "./model-file";

let opened: Models | undefined;

/** The trained classifiers, read with the first question. */
export const models = (): Models => (opened ??= decodeModels(readModelFile()));
