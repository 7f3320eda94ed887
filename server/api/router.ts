import "server-only";
import { operations } from "./operations";
import { t, toProcedures } from "./trpc";

/** The browser's face: one namespace for each capability. */
export const appRouter = t.router({
  accounts: t.router(toProcedures(operations.accounts)),
  alerts: t.router(toProcedures(operations.alerts)),
  blindSpots: t.router(toProcedures(operations.blindSpots)),
  catalog: t.router(toProcedures(operations.catalog)),
  changes: t.router(toProcedures(operations.changes)),
  demo: t.router(toProcedures(operations.demo)),
  deployments: t.router(toProcedures(operations.deployments)),
  incidents: t.router(toProcedures(operations.incidents)),
  knowledge: t.router(toProcedures(operations.knowledge)),
  mailbox: t.router(toProcedures(operations.mailbox)),
  maintenance: t.router(toProcedures(operations.maintenance)),
  monitors: t.router(toProcedures(operations.monitors)),
  platform: t.router(toProcedures(operations.platform)),
  query: t.router(toProcedures(operations.query)),
  search: t.router(toProcedures(operations.search)),
  sla: t.router(toProcedures(operations.sla)),
  slo: t.router(toProcedures(operations.slo)),
  status: t.router(toProcedures(operations.status)),
  tickets: t.router(toProcedures(operations.tickets)),
  runbooks: t.router(toProcedures(operations.runbooks)),
  updates: t.router(toProcedures(operations.updates)),
  webhooks: t.router(toProcedures(operations.webhooks)),
});

export type AppRouter = typeof appRouter;
