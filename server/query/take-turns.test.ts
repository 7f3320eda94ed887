import { expect, it } from "vitest";
import { takeTurns } from "./take-turns";

it("work beyond the width waits its turn, also after a failure", async () => {
  const inTurn = takeTurns(2);
  let running = 0;
  let most = 0;
  const work = (fails: boolean) => async () => {
    most = Math.max(most, (running += 1));
    await new Promise((resolve) => setTimeout(resolve, 2));
    running -= 1;
    if (fails) throw new Error("no");
  };
  const outcomes = await Promise.allSettled(Array.from({ length: 9 }, (_, index) => inTurn(work(index % 3 === 0))));
  expect([most, running, outcomes.filter(({ status }) => status === "rejected").length]).toEqual([2, 0, 3]);
});
