// A PostgreSQL cluster of its own, empty, gone with its caller: prints the address of a database and lives until its standard input ends.
import { once } from "node:events";
import { run } from "./lib/terminal.mjs";
import { startThrowawayPostgres } from "./lib/throwaway-postgres.mjs";

const DATABASE = "scratch";

await run(async () => {
  const server = await startThrowawayPostgres();
  try {
    await server.ensureDatabase(DATABASE);
    console.log(server.url(DATABASE));
    process.stdin.resume();
    await once(process.stdin, "end");
  } finally {
    await server.release();
  }
});
