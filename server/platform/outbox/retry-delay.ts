const firstMs = 10_000;
const longestMs = 3_600_000;

/** Time until the next try after `failuresBefore` earlier failures: 10 s, doubling, at most an hour. */
export const retryDelayMs = (failuresBefore: number): number => Math.min(longestMs, firstMs * 2 ** failuresBefore);
