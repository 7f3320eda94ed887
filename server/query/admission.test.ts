import { expect, it } from "vitest";
import { Admission } from "./admission";

const patient = (): AbortSignal => new AbortController().signal;
const settled = async (promise: Promise<unknown>): Promise<string> => {
  const outcome = await Promise.race([promise.then(() => "admitted", (error: { code?: string }) => error.code ?? "failed"), new Promise((resolve) => setTimeout(resolve, 1, "waiting"))]);
  return outcome as string;
};

it("as many as there is room for are admitted, then some wait in their order, the rest is turned away", async () => {
  const admission = new Admission({ width: 2, waiting: 2, patienceMs: 1_000 });
  const [first, second] = [await admission.enter(patient()), await admission.enter(patient())];
  const waiting = [admission.enter(patient()), admission.enter(patient())];
  expect(await settled(admission.enter(patient()))).toBe("UNAVAILABLE");
  first();
  expect([await settled(waiting[0] as Promise<unknown>), await settled(waiting[1] as Promise<unknown>)]).toEqual(["admitted", "waiting"]);
  second();
  expect(await settled(waiting[1] as Promise<unknown>)).toBe("admitted");
});

it("a place is given back once, however often its holder says so", async () => {
  const admission = new Admission({ width: 1, waiting: 0, patienceMs: 1_000 });
  const release = await admission.enter(patient());
  release();
  release();
  await admission.enter(patient());
  expect(await settled(admission.enter(patient()))).toBe("UNAVAILABLE");
});

it("who has waited too long is turned away and leaves no gap", async () => {
  const admission = new Admission({ width: 1, waiting: 2, patienceMs: 20 });
  const release = await admission.enter(patient());
  await expect(admission.enter(patient())).rejects.toMatchObject({ code: "UNAVAILABLE" });
  const next = admission.enter(patient());
  release();
  expect(await settled(next)).toBe("admitted");
});

it("who leaves gives up the place in the queue", async () => {
  const admission = new Admission({ width: 1, waiting: 1, patienceMs: 1_000 });
  const release = await admission.enter(patient());
  const leaving = new AbortController();
  const left = admission.enter(leaving.signal);
  leaving.abort();
  await expect(left).rejects.toMatchObject({ code: "UNAVAILABLE" });
  await expect(admission.enter(leaving.signal)).rejects.toThrow();
  const next = admission.enter(patient());
  release();
  expect(await settled(next)).toBe("admitted");
});
