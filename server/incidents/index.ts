import "server-only";

export { incidentsOperations } from "./operations";
