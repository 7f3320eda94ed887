import { expect, it, vi } from "vitest";
import { forgetProcessState, processState } from ".";

it("is made once, on first use, and is one for every copy of the module", () => {
  const make = vi.fn(() => ({ count: 0 }));
  const [one, copy] = [processState("test counter", make), processState("test counter", make)];
  expect(one.peek()).toBeUndefined();
  one.current().count += 1;
  expect(copy.current().count).toBe(1);
  expect(make).toHaveBeenCalledTimes(1);
});

it("remembers also what is nothing", () => {
  const make = vi.fn(() => null);
  const state = processState("test nothing", make);
  expect([state.current(), state.current()]).toEqual([null, null]);
  expect(make).toHaveBeenCalledTimes(1);
});

it("begins anew when it is forgotten, alone or with all else", () => {
  let made = 0;
  const state = processState("test number", () => (made += 1));
  expect(state.current()).toBe(1);
  state.forget();
  expect(state.current()).toBe(2);
  forgetProcessState();
  expect(state.current()).toBe(3);
});
