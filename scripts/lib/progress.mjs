const begun = performance.now();

const seconds = (sinceMs) => `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`.padStart(8);

/** One line of progress, with the time since the start. */
export const say = (text) => console.log(`${seconds(begun)}  ${text}`);

/** Runs a step and says how it went: `done` when it had something to do, `skipped` when everything was in place. */
export async function step(work, { done, skipped }) {
  const start = performance.now();
  const acted = await work();
  say(acted ? `${done} (${seconds(start).trim()})` : skipped);
}
