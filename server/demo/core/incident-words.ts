import type { Failure, RootCause } from "./failures";
import { serviceOf } from "./organisation";

interface CauseWords {
  /** What somebody at work writes when it is found. */
  found: string;
  /** What ended the trouble. */
  fix: string;
  /** What is changed, the most important first. */
  actions: readonly [string, string, string];
  /** Why it could happen at all. */
  why: string;
}

export const causeWords: Readonly<Record<RootCause, CauseWords>> = {
  change: {
    found: "Errors began with the release and nowhere else. Rolling back.", fix: "release rolled back", why: "The release passed its tests, which never saw production's volume, and went to every instance at once.",
    actions: ["Put a canary in front of this service's releases", "Roll back by itself when errors double", "Replay an hour of production traffic before a release"],
  },
  capacity: {
    found: "Requests wait for a free connection; more instances are on their way.", fix: "capacity doubled", why: "Demand passed what was measured at the last load test, and nothing was told before it did.",
    actions: ["Alert at seventy percent of the limit", "Repeat the load test with this quarter's peak", "Shed the least important requests first"],
  },
  vendor: {
    found: "The provider confirms trouble on its side. We stop retrying to spare what still works.", fix: "traffic moved until the provider had recovered", why: "There is one provider and no other way when it fails.",
    actions: ["Add a second provider for the worst case", "Queue requests while the provider is away", "Agree with the provider on how we are told"],
  },
  network: {
    found: "Packets are lost between two zones; the hosts themselves are well.", fix: "traffic routed around the fault", why: "Every instance behind one address used the route that failed.",
    actions: ["Probe the routes between regions each minute", "Spread instances over a second route", "Shorten the life of DNS answers"],
  },
  config: {
    found: "The setting on the hosts is not the one in the repository.", fix: "setting put right and services restarted", why: "The setting was changed by hand, and nothing compared it with what was reviewed.",
    actions: ["Check settings against the repository every hour", "Warn thirty days before a certificate ends", "Let settings go through review as code does"],
  },
  data: {
    found: "One batch holds records that the job cannot read, and it starts over each time.", fix: "batch set aside and the job started again", why: "Records were taken as they came, and one bad record stopped all the others.",
    actions: ["Set bad records aside and go on", "Alert when the index falls behind its source", "Run long reports on a replica"],
  },
  code: {
    found: "Memory grows until the process ends; a restart buys us about an hour.", fix: "fix released", why: "The path that failed had no test, and its slow growth no alarm.",
    actions: ["Cover the failing path with a test", "Alert on memory that grows for six hours", "Look for the same pattern in other services"],
  },
};

const regions = { eu: " in Europe", us: " in the United States", apac: " in Asia" } as const;

export const titleOf = ({ service, kind, region, cause }: Failure): string => `${serviceOf(service).name} ${kind === "down" ? "unavailable" : "slow"}${region === null ? "" : regions[region]}: ${cause}`;

export const effectOf = ({ service, kind, region }: Failure): string =>
  `${serviceOf(service).name} ${kind === "down" ? "does not answer" : "answers slowly or with errors"}${region === null ? "" : regions[region]}.`;

export interface Told {
  effect: string;
  cause: RootCause;
  line: string;
  minutes: number;
  services: readonly string[];
  detectedBy: "alert" | "customer" | "staff";
}

const noticed = { alert: "The alert came within minutes.", customer: "The first customer who wrote was passed on at once.", staff: "A colleague noticed it before customers wrote in number." } as const;

/** A postmortem as it is written here: what, effect, why, what changes. */
export function postmortemBody({ effect, cause, line, minutes, services, detectedBy }: Told): string {
  const { why, fix, actions } = causeWords[cause];
  return [
    "## What happened", `${effect} The cause: ${line}. It lasted ${minutes} minutes and ended with this: ${fix}.`,
    "## What it did to customers", `Affected: ${services.join(", ")}. Customers saw errors or waited, and some wrote to support.`,
    "## Why it happened", why, "## What went well", `- ${noticed[detectedBy]}\n- One person led from the beginning to the end.`,
    "## What we change", actions.map((action) => `- ${action}`).join("\n"),
  ].join("\n\n");
}
