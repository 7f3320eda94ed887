import "server-only";

export { goalProgressOperations } from "./goal-progress";
export { importCatalogFile } from "./import-catalog";
export { catalogOperations } from "./operations";
