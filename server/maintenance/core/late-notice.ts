/** How long before planned work people are promised to know, ms; what is not named is promised nothing. */
export interface NoticePromises {
  /** By the tier of the customer. */
  customers: Readonly<Record<string, number>>;
  /** By the tier of the service: "1" to "4". */
  services: Readonly<Record<string, number>>;
}

/** Somebody whom the work affects, with the tiers of the services of theirs that it reaches. */
export interface NoticeHolder {
  name: string;
  /** Null = a subscriber who is no customer. */
  customerTier: string | null;
  serviceTiers: readonly number[];
}

export interface LateReader {
  name: string;
  promisedMs: number;
  /** Whose promise it is. */
  because: string;
}

/** The longest promise that somebody holds, and whose it is; null = nobody has promised them anything. */
export function promiseTo({ customerTier, serviceTiers }: NoticeHolder, { promises, noticeMs }: { promises: NoticePromises; noticeMs: number }): { promisedMs: number; because: string } | null {
  const tier = serviceTiers.length === 0 ? null : Math.min(...serviceTiers);
  const held = [
    { promisedMs: noticeMs, because: "this window" },
    ...(customerTier === null ? [] : [{ promisedMs: promises.customers[customerTier] ?? 0, because: `${customerTier} customers` }]),
    ...(tier === null ? [] : [{ promisedMs: promises.services[String(tier)] ?? 0, because: `tier ${tier} services` }]),
  ].filter(({ promisedMs }) => promisedMs > 0);
  return held.reduce<{ promisedMs: number; because: string } | null>((most, one) => (most === null || one.promisedMs > most.promisedMs ? one : most), null);
}

/** Exactly who would know later than promised, the longest promise first. `givenMs` is how long before the start they know. */
export function lateReaders(holders: readonly NoticeHolder[], terms: { promises: NoticePromises; noticeMs: number; givenMs: number }): LateReader[] {
  return holders
    .flatMap((holder) => {
      const promise = promiseTo(holder, terms);
      return promise === null || promise.promisedMs <= terms.givenMs ? [] : [{ name: holder.name, ...promise }];
    })
    .sort((a, b) => b.promisedMs - a.promisedMs || (a.name < b.name ? -1 : 1));
}
