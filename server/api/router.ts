import "server-only";
import { operations } from "./operations";
import { t, toProcedures } from "./trpc";

/** The browser's face: one namespace for each capability. */
export const appRouter = t.router({
  accounts: t.router(toProcedures(operations.accounts)),
  catalog: t.router(toProcedures(operations.catalog)),
  platform: t.router(toProcedures(operations.platform)),
});

export type AppRouter = typeof appRouter;
