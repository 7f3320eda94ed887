import type { Failure } from "./failures";
import { customers, customersUsing, serviceOf, type DemoCustomer, type ServiceSlug } from "./organisation";
import { createRandom, type Random, type Weighted } from "./random";
import { dayMs, demandOfDay, demandOfHour, instantOfDay, minuteMs, secondMs, type Timeline } from "./rhythm";
import type { Request } from "./ticket-life";
import type { Priority } from "./ticket-log";
import { topics } from "./topics";

export interface Story {
  seed: number;
  timeline: Timeline;
  /** Multiplies the number of tickets and of nothing else. */
  scale: number;
  failures: readonly Failure[];
}

type Choices<T> = [Weighted<T>, ...Weighted<T>[]];
const choices = <T>(...pairs: [item: T, weight: number][]): Choices<T> => pairs.map(([item, weight]) => ({ item, weight })) as Choices<T>;

const ticketsOfAverageDay = 14;
/** The year ends with this much more everyday demand than it began with. */
const growth = 0.18;

const channels = choices<Request["channel"]>(["portal", 40], ["email", 34], ["phone", 15], ["chat", 11]);
const everydayPriorities = { enterprise: choices<Priority>(["p1", 0.6], ["p2", 10], ["p3", 58], ["p4", 31]), business: choices<Priority>(["p1", 0.3], ["p2", 6], ["p3", 55], ["p4", 39]), free: choices<Priority>(["p2", 2], ["p3", 43], ["p4", 55]) };
const failurePriorities = { tier1: choices<Priority>(["p1", 35], ["p2", 50], ["p3", 15]), lower: choices<Priority>(["p1", 4], ["p2", 52], ["p3", 44]), degraded: choices<Priority>(["p2", 20], ["p3", 65], ["p4", 15]) };
const customerChoices = customers.map((item) => ({ item, weight: item.ticketWeight })) as Choices<DemoCustomer>;

function everydayRequest(random: Random, dayStartMs: number): Request {
  const customer = random.weighted(customerChoices);
  const service = random.weighted(customer.uses.map((item) => ({ item, weight: serviceOf(item).ticketWeight })) as Choices<ServiceSlug>);
  return {
    openedAtMs: instantOfDay(random, dayStartMs), service, customer, requester: random.pick(customer.people), topic: random.pick(topics[service]),
    priority: random.weighted(everydayPriorities[customer.tier]), channel: random.weighted(channels), failure: null,
  };
}

function everydayRequests({ seed, timeline, scale }: Story, dayStartMs: number): Request[] {
  const random = createRandom(seed, `tickets/${dayStartMs / dayMs}`);
  const share = (dayStartMs - timeline.fromMs) / (timeline.untilMs - timeline.fromMs);
  const count = random.poisson(ticketsOfAverageDay * scale * demandOfDay(dayStartMs) * (1 + growth * (share - 0.5)));
  return Array.from({ length: count }, () => everydayRequest(random, dayStartMs));
}

const aboutFailure = (failure: Failure): Request["topic"] => {
  const name = serviceOf(failure.service).name;
  return failure.kind === "down"
    ? { subject: `${name} is not available`, category: "Availability", subcategory: "Outage", symptom: failure.httpStatus === null ? "No response" : "Errors" }
    : { subject: `${name} is slow or fails now and then`, category: "Availability", subcategory: "Degradation", symptom: "Slow response" };
};

function prioritiesOf(failure: Failure): Choices<Priority> {
  if (failure.kind === "degraded") return failurePriorities.degraded;
  return serviceOf(failure.service).tier === 1 ? failurePriorities.tier1 : failurePriorities.lower;
}

/** How many people write: more for what matters more, lasts longer and happens while they work. */
function burstOf(failure: Failure): number {
  const minutes = (failure.endedAtMs - failure.startedAtMs) / minuteMs;
  const weight = { 1: 1.7, 2: 1, 3: 0.6 }[serviceOf(failure.service).tier];
  return (failure.kind === "down" ? 2.8 : 0.9) * weight * Math.min(6, 0.6 + minutes / 25) * Math.max(0.12, demandOfHour(failure.startedAtMs));
}

/** The burst of tickets that follows a failure; the first comes from the portal's own monitoring when something important is down. */
function requestsAbout(story: Story, failure: Failure): Request[] {
  const random = createRandom(story.seed, `burst/${failure.id}`);
  const topic = aboutFailure(failure);
  const lastMs = Math.min(failure.endedAtMs + 40 * minuteMs, story.timeline.untilMs);
  const people = customersUsing(failure.service);
  const count = people.length === 0 ? 0 : random.poisson(burstOf(failure) * story.scale);
  const reports = Array.from({ length: count }, (): Request => {
    const customer = random.weighted(people.map((item) => ({ item, weight: item.ticketWeight })) as Choices<DemoCustomer>);
    const delayMs = Math.round((2 * minuteMs + random.exponential(Math.min(40 * minuteMs, failure.endedAtMs - failure.startedAtMs))) / secondMs) * secondMs;
    return { openedAtMs: failure.startedAtMs + delayMs, service: failure.service, customer, requester: random.pick(customer.people), topic, priority: random.weighted(prioritiesOf(failure)), channel: random.weighted(channels), failure };
  });
  const isWatched = failure.kind === "down" && serviceOf(failure.service).tier < 3;
  const alarm: Request = { openedAtMs: failure.startedAtMs + random.int(60, 170) * secondMs, service: failure.service, customer: null, requester: "Monitoring", topic, priority: serviceOf(failure.service).tier === 1 ? "p1" : "p2", channel: "monitoring", failure };
  return [...(isWatched ? [alarm] : []), ...reports].filter((request) => request.openedAtMs < lastMs);
}

/** All requests of the year, day by day, each day in the order of its time. */
export function* requestsByDay(story: Story): Generator<Request[]> {
  const { fromMs, untilMs } = story.timeline;
  const dayOf = (ms: number): number => Math.floor(ms / dayMs);
  const byDay = new Map<number, Request[]>();
  for (const request of story.failures.flatMap((failure) => requestsAbout(story, failure))) byDay.set(dayOf(request.openedAtMs), [...(byDay.get(dayOf(request.openedAtMs)) ?? []), request]);
  for (let day = dayOf(fromMs); day <= dayOf(untilMs); day += 1) {
    const all = [...everydayRequests(story, day * dayMs), ...(byDay.get(day) ?? [])];
    yield all.filter((request) => request.openedAtMs >= fromMs && request.openedAtMs < untilMs).sort((a, b) => a.openedAtMs - b.openedAtMs || a.requester.localeCompare(b.requester) || a.topic.subject.localeCompare(b.topic.subject));
  }
}
