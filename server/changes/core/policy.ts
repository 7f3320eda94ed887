const dayMs = 86_400_000;

/** What changes are held to; the one place where it is decided. */
export const changePolicy = {
  /** How old the test of exactly these steps may be when production is reached. */
  testFreshMs: 14 * dayMs,
  /** How old the rehearsal of the way back may be. */
  rehearsalFreshMs: 90 * dayMs,
  /** Services of these tiers need a way back for every step that changes something before anybody may approve. */
  wayBackTiers: [1] as readonly number[],
  /** Incidents of the service this far back count towards the risk. */
  incidentsMs: 90 * dayMs,
  /** Past runs of the service that are looked at. */
  runs: 20,
  /** Risk scores from here on are medium, and high. */
  mediumFrom: 30,
  highFrom: 60,
} as const;
