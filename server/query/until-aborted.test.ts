import { getEventListeners } from "node:events";
import { expect, it, vi } from "vitest";
import { untilAborted } from "./until-aborted";

const later = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 5));

it("gives what the promise gives, and the reason of who gave up before", async () => {
  await expect(untilAborted(Promise.resolve(7), new AbortController().signal)).resolves.toBe(7);
  const request = new AbortController();
  const waiting = untilAborted(new Promise<never>(() => undefined), request.signal);
  request.abort(new Error("gone"));
  await expect(waiting).rejects.toThrow("gone");
});

it("leaves no rejection that nobody takes note of, which would end the process", async () => {
  const unhandled = vi.fn();
  process.on("unhandledRejection", unhandled);
  try {
    await expect(untilAborted(Promise.reject(new Error("late")), AbortSignal.abort(new Error("gone before")))).rejects.toThrow("gone before");
    const request = new AbortController();
    const work = later().then(() => Promise.reject(new Error("later still")));
    const waiting = untilAborted(work, request.signal);
    request.abort(new Error("gone meanwhile"));
    await expect(waiting).rejects.toThrow("gone meanwhile");
    await later();
    await later();
    expect(unhandled).not.toHaveBeenCalled();
  } finally {
    process.off("unhandledRejection", unhandled);
  }
});

it("lets a request wait for many statements at once, and leaves no listener behind", async () => {
  const warned = vi.fn();
  process.on("warning", warned);
  try {
    const { signal } = new AbortController();
    await Promise.all(Array.from({ length: 30 }, () => untilAborted(later(), signal)));
    await later();
    expect(warned).not.toHaveBeenCalled();
    expect(getEventListeners(signal, "abort")).toEqual([]);
  } finally {
    process.off("warning", warned);
  }
});
