import "server-only";

export { askQuestion } from "./ask";
export { queryOperations } from "./operations";
