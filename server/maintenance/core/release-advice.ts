import { nearServices, type CoverSpan, type Span, type Surroundings } from "./conflicts";
import { concerns } from "./freezes";

/** A release of one service, or of any of them (`service` null) to whatever services are known. */
export interface Release extends Span {
  service: { id: string; name: string } | null;
  serviceIds: readonly string[];
  /** How the time is told, with its preposition: "on Fri 27 Nov". */
  when: string;
}

export interface ReleaseAdvice {
  /** The answer in a sentence or two. */
  summary: string;
  /** What forbids it, and what somebody who releases should know of; null = nothing. */
  forbids: string | null;
  watch: string | null;
}

const shownNames = 3;
const overlaps = (one: Span, other: Span): boolean => one.fromMs < other.toMs && other.fromMs < one.toMs;
const unique = (texts: readonly string[]): string[] => [...new Set(texts)];
const joined = (texts: readonly string[]): string | null => (texts.length === 0 ? null : texts.join("; "));

function listed(names: readonly string[]): string {
  const shown = names.length > shownNames + 1 ? [...names.slice(0, shownNames), `${names.length - shownNames} more`] : [...names];
  return shown.length < 2 ? (shown[0] ?? "") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1) ?? ""}`;
}

/** The freezes of a kind that concern any of the services then, each with those it does not let be changed; null = all. */
function freezesOf(kind: "hard" | "soft", { serviceIds, fromMs, toMs }: Release, around: Surroundings) {
  const held = around.freezes.filter((freeze) => freeze.kind === kind && overlaps(freeze, { fromMs, toMs }) && concerns(freeze, serviceIds));
  const named = (frozen: readonly string[]): string => (frozen.length === 0 || serviceIds.length === 1 ? "" : `, for ${listed(frozen.map((id) => around.names[id] ?? "a service").sort())}`);
  const own = held.map(({ title, reason, serviceIds: frozen }) => ({ text: `${title}${reason === "" ? "" : ` (${reason})`}${named(frozen)}`, services: frozen.length === 0 ? null : serviceIds.filter((id) => frozen.includes(id)) }));
  const others = around.external.filter((event) => event.mode === kind && overlaps(event, { fromMs, toMs })).map(({ title }) => ({ text: title, services: null }));
  return [...own, ...others];
}

const uncoveredTeams = (cover: readonly CoverSpan[], span: Span): string[] => unique(cover.filter((one) => one.person === null && overlaps(one, span)).map(({ team }) => team));

/** What is no obstacle and yet worth knowing: soft freezes, planned work and open incidents near the services, and hours without anybody on call. */
function worthKnowing(release: Release, around: Surroundings): string[] {
  const near = nearServices(release.serviceIds, around.dependencies);
  const isNear = (ids: readonly string[]): boolean => ids.some((id) => near.has(id));
  const isSoon = release.fromMs - around.nowMs < 86_400_000;
  const teams = uncoveredTeams(around.cover, release);
  return unique([
    ...freezesOf("soft", release, around).map(({ text }) => `soft freeze: ${text}`),
    ...around.windows.filter((window) => overlaps(window, release) && isNear(window.serviceIds)).map(({ number, title }) => `planned work MW-${number} ${title}`),
    ...(isSoon ? around.incidents.filter((incident) => isNear(incident.serviceIds)).map(({ number, title }) => `INC-${number} ${title} is open`) : []),
    ...(teams.length === 0 ? [] : [`nobody on call for part of it in ${listed(teams)}`]),
  ]);
}

/** What forbids the release, told first. */
function verdict(release: Release, around: Surroundings): { text: string; forbids: string[] } {
  const hard = freezesOf("hard", release, around);
  const forbids = unique(hard.map(({ text }) => `hard freeze: ${text}`));
  const what = release.service === null ? "release" : `release of ${release.service.name}`;
  if (hard.length === 0) return { text: `Nothing that the portal holds forbids a ${what} ${release.when}`, forbids };
  const frozen = unique(hard.flatMap(({ services }) => services ?? release.serviceIds));
  const by = forbids.length === 1 ? `a ${forbids[0] ?? ""}` : `${forbids.length} hard freezes`;
  if (release.service !== null || frozen.length === release.serviceIds.length) return { text: `A ${what} ${release.when} is forbidden by ${by}`, forbids };
  return { text: `Releases of ${listed(frozen.map((id) => around.names[id] ?? "a service").sort())} ${release.when} are forbidden by ${by}; nothing forbids those of other services`, forbids };
}

const allClear = (cover: readonly CoverSpan[]): string => `: there is no freeze and no planned work nearby${cover.length === 0 ? "" : ", and somebody is on call throughout"}.`;
const toWatch = (watch: readonly string[]): string => `. To be watched: ${watch.slice(0, 2).join("; ")}${watch.length > 2 ? `; and ${watch.length - 2} more` : ""}.`;

/**
 * Whether a service, or any, may be released in a time by what is planned and held for it: hard freezes forbid (those of calendars elsewhere and of error
 * budgets among them); soft freezes, planned work and open incidents within two dependencies and gaps in on-call cover are told. It proposes and decides nothing.
 */
export function adviseOnRelease(release: Release, around: Surroundings): ReleaseAdvice {
  const { text, forbids } = verdict(release, around);
  const watch = worthKnowing(release, around);
  const rest = watch.length > 0 ? toWatch(watch) : forbids.length > 0 ? "." : allClear(around.cover);
  return { summary: `${text}${rest}`, forbids: joined(forbids), watch: joined(watch) };
}
