import "server-only";

export { askQuestion } from "./ask";
export { collectBrief } from "./collect-brief";
export { queryOperations } from "./operations";
