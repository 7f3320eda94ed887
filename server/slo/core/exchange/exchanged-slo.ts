import type { SloDefinition } from "../../contract";
import type { Fault, Path } from "./read-fields";

/** What Sloth lets one set for an alert. */
export interface SlothAlert {
  isDisabled: boolean;
  labels: Readonly<Record<string, string>>;
  annotations: Readonly<Record<string, string>>;
}

export interface SlothAlerting {
  name: string;
  page: SlothAlert;
  ticket: SlothAlert;
}

/** An SLO on its way in or out. */
export interface ExchangedSlo {
  slug: string;
  /** Its name within the service, as Sloth's labels say it. */
  innerName: string;
  /** As the file calls it; the catalogue may not know it. */
  service: string | null;
  definition: SloDefinition;
  /** Only rules know it: the portal routes its alerts itself. Null = no alerts. */
  alerting: SlothAlerting | null;
}

export interface ReadSlo {
  slo: ExchangedSlo;
  path: Path;
}

export interface ReadDocument {
  slos: ReadSlo[];
  faults: Fault[];
  /** Legal, but the portal has no place for it. */
  notCarried: Fault[];
}

/** "Search API (EU)" -> "search-api-eu": a slug of the portal from a name of elsewhere. */
export const slugOf = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 80);

/** A percentage as a ratio without the noise of a division: 99.9 is 0.999. */
export const ratioOfPercent = (percent: number): number => Number((percent / 100).toPrecision(12));

export const noAlert: SlothAlert = { isDisabled: false, labels: {}, annotations: {} };
