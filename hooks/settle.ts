export interface Settling {
  /** So long nothing may have come before it runs... */
  quietMs: number;
  /** ...unless the first call has waited this long: calls that never cease must not put it off for ever. */
  longestMs: number;
}

export interface Settled {
  (): void;
  cancel: () => void;
}

/** Runs once for calls that come close together, after the last of them; while they go on coming, once every `longestMs`. */
export function settle(run: () => void, { quietMs, longestMs }: Settling): Settled {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let firstMs: number | null = null;
  const settled = (): void => {
    const nowMs = performance.now();
    firstMs ??= nowMs;
    clearTimeout(timer);
    timer = setTimeout(() => {
      firstMs = null;
      run();
    }, Math.max(0, Math.min(quietMs, firstMs + longestMs - nowMs)));
  };
  return Object.assign(settled, { cancel: () => { clearTimeout(timer); firstMs = null; } });
}
