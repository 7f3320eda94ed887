import "server-only";

export { blindSpotsOperations } from "./operations";
