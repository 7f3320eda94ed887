import { describe, expect, it } from "vitest";
import { retryDelayMs } from "./retry-delay";

describe("the wait before the next try", () => {
  it.each([
    [0, 10_000, "the first failure"],
    [1, 20_000, "doubles"],
    [8, 2_560_000, "the last below an hour"],
    [9, 3_600_000, "never more than an hour"],
    [60, 3_600_000, "also after very many"],
  ])("after %i earlier failures is %i ms (%s)", (failures, delayMs) => expect(retryDelayMs(failures)).toBe(delayMs));
});
