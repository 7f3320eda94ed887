import { startPostgres } from "./postgres.mjs";
import { temporaryFolder } from "./temporary.mjs";

/** A cluster in a temporary folder, removed with everything in it on `release`. Options as for `startPostgres` and `temporaryFolder`. */
export async function startThrowawayPostgres({ inMemory, ...options } = {}) {
  const { directory, remove } = temporaryFolder("postgres", { inMemory });
  const server = await startPostgres({ ...options, directory, durable: false });
  return { ...server, release: () => Promise.resolve(remove()) };
}
