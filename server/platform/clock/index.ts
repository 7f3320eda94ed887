/** The time source; passed in wherever time matters so that tests and replays decide it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still at one instant (tests, `--now`, replays). */
export const fixedClock = (iso: string): Clock => ({ now: () => new Date(iso) });
