import "server-only";

export { recountTerms } from "./entries-repository";
export { checkSearchJob } from "./jobs/check-search";
export { searchOperations } from "./operations";
export { projectSearch, rebuildSearch } from "./project-entries";
