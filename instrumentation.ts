/** Starts the worker beside the web server: never during the build, never in another runtime. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build") return;
  const { start } = await import("./server/api/start");
  await start();
}
