import { expect, it } from "vitest";
import { nextTry, type Tries } from "./next-try";

/** The waits between tries of a place that answers so late each time, until it is no longer tried. */
function waits(place: string, answersAfterMs: number): number[] {
  const found: number[] = [];
  let known: Tries | null = null;
  let nowMs = 1_000;
  for (let next = nextTry(known, place, nowMs); next && found.length < 20; next = nextTry(known, place, nowMs)) {
    found.push(next.waitMs);
    known = next.tries;
    nowMs = next.tries.lastMs + answersAfterMs;
  }
  return found;
}

it("is soon at first, later each time, and ends", () => expect(waits("/tickets", 5_000)).toEqual([2_000, 5_000, 15_000, 30_000]));
it("begins afresh at another place", () => expect(nextTry({ place: "/tickets", count: 4, lastMs: 1_000 }, "/slos", 1_500)?.tries).toEqual({ place: "/slos", count: 1, lastMs: 3_500 }));
it("begins afresh where all was well for a minute", () => {
  const known: Tries = { place: "/tickets", count: 4, lastMs: 1_000 };
  expect([nextTry(known, "/tickets", 60_999), nextTry(known, "/tickets", 61_000)?.waitMs]).toEqual([null, 2_000]);
});
