import { expect, it } from "vitest";
import { throughDoor } from "./door";

it("what comes while too many are inside is turned away before it costs anything, and the room is given back, also after a failure", async () => {
  const leave: (() => void)[] = [];
  const inside = Array.from({ length: 128 }, (_, index) => throughDoor(() => new Promise<void>((resolve, reject) => leave.push(index % 2 === 0 ? resolve : () => reject(new Error("failed"))))));
  let served = 0;
  await expect(throughDoor(async () => (served += 1))).rejects.toMatchObject({ code: "UNAVAILABLE" });
  expect(served).toBe(0);
  for (const each of leave) each();
  await Promise.allSettled(inside);
  await Promise.all(Array.from({ length: 128 }, () => throughDoor(async () => (served += 1))));
  expect(served).toBe(128);
});
