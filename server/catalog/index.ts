import "server-only";

export { importCatalogFile } from "./import-catalog";
export { catalogOperations } from "./operations";
