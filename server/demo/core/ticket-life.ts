import type { Failure } from "./failures";
import { serviceOf, teamOf, teams, type DemoCustomer, type ServiceSlug, type TeamSlug } from "./organisation";
import { createRandom, type Random } from "./random";
import { hourMs, isDeskHours, minuteMs, nextDeskInstant, secondMs, type Timeline } from "./rhythm";
import type { Level, Priority, Step, TicketState } from "./ticket-log";
import type { Topic } from "./topics";

/** What a ticket is about when it is opened. */
export interface Request {
  openedAtMs: number;
  service: ServiceSlug;
  /** Null: the portal's own monitoring opened it. */
  customer: DemoCustomer | null;
  requester: string;
  topic: Pick<Topic, "subject" | "subcategory" | "symptom"> & { category: string };
  priority: Priority;
  channel: "email" | "portal" | "phone" | "chat" | "monitoring";
  failure: Failure | null;
}

const levels: Readonly<Record<Priority, readonly [impact: Level, urgency: Level]>> = { p1: ["high", "high"], p2: ["high", "medium"], p3: ["medium", "medium"], p4: ["low", "low"] };
const raised: Readonly<Record<Priority, Priority>> = { p1: "p1", p2: "p1", p3: "p2", p4: "p3" };
const responseMinutes: Readonly<Record<Priority, number>> = { p1: 5, p2: 14, p3: 65, p4: 150 };
const handoverMinutes: Readonly<Record<Priority, number>> = { p1: 9, p2: 24, p3: 150, p4: 360 };
const workMinutes: Readonly<Record<Priority, number>> = { p1: 75, p2: 190, p3: 640, p4: 1500 };

/** How long a team takes against the average: the payments team has fallen behind in the last two months, discovery has caught up. */
function paceOf(team: TeamSlug, atMs: number, { fromMs, untilMs }: Timeline): number {
  const share = (atMs - fromMs) / (untilMs - fromMs);
  if (team === "payments") return share > 0.83 ? 2.1 : 1;
  if (team === "discovery") return 1.6 - 0.8 * share;
  return { "night-desk": 1.4, "service-desk": 0.7, support: 0.9 }[team as string] ?? 1;
}

/** Some matters belong to nobody, and more of them since teams were put together anew a week before the end. */
function isStray({ openedAtMs, requester }: Request, { untilMs }: Timeline): boolean {
  return createRandom(Math.floor(openedAtMs / secondMs), `stray/${requester}`).chance(openedAtMs > untilMs - 7 * 24 * hourMs ? 0.09 : 0.008);
}

/** From one group to the next and back: each has looked at its own part and found nothing. */
function strayRoute(owner: TeamSlug, random: Random): TeamSlug[] {
  const others = teams.filter(({ slug, kind }) => kind === "delivery" && slug !== owner).map(({ slug }) => slug) as [TeamSlug, ...TeamSlug[]];
  const [one, other] = [random.pick(others), random.pick(others)];
  return ["support", owner, one, owner, other, "support", owner].filter((team, index, route) => team !== route[index - 1]) as TeamSlug[];
}

/** The groups that a ticket passes through after the desk, the last one resolves it. */
function routeOf(request: Request, timeline: Timeline, random: Random): TeamSlug[] {
  const owner = serviceOf(request.service).owner;
  if (request.failure) {
    const root = serviceOf(request.failure.rootService).owner;
    return owner !== root && random.chance(0.6) ? [owner, root] : [root];
  }
  const staysAtDesk = ["Access", "How-to", "Billing"].includes(request.topic.category) ? 0.62 : 0.28;
  if (random.chance(staysAtDesk)) return [];
  if (isStray(request, timeline)) return strayRoute(owner, random);
  const wrong = random.chance(0.13) ? [random.pick(teams as [typeof teams[number], ...typeof teams[number][]]).slug] : [];
  const route: TeamSlug[] = random.chance(0.75) ? ["support", ...(random.chance(0.5) ? [...wrong, owner] : [])] : [...wrong, owner];
  return route.filter((team, index) => team !== route[index - 1]);
}

/** Writes the steps of one ticket, one after the other, along a clock of its own. */
class Life {
  readonly steps: Step[] = [];
  private atMs: number;
  private team: TeamSlug;
  private priority: Priority;
  private person = "";

  constructor(readonly request: Request, readonly first: TicketState, private readonly random: Random) {
    this.atMs = request.openedAtMs;
    this.team = first.team;
    this.priority = first.priority;
  }

  get clockMs(): number {
    return this.atMs;
  }
  get currentTeam(): TeamSlug {
    return this.team;
  }
  get currentPriority(): Priority {
    return this.priority;
  }

  /** Moves the clock; small matters wait for the desk to open, urgent ones do not. */
  wait(medianMinutes: number, hasDeskHours: boolean): void {
    const later = this.atMs + Math.max(20 * secondMs, Math.round((this.random.logNormal(medianMinutes, 0.8) * minuteMs) / secondMs) * secondMs);
    const isSmall = this.priority === "p3" || this.priority === "p4";
    this.atMs = hasDeskHours && isSmall ? nextDeskInstant(later, this.random) : later;
  }
  notBefore(instantMs: number): void {
    this.atMs = Math.max(this.atMs, instantMs);
  }
  do(patch: Partial<TicketState>, actor = this.person): void {
    this.steps.push({ atMs: this.atMs, actor, patch });
  }
  respond(): void {
    this.person = this.random.pick(teamOf(this.team).people);
    this.do({ state: "Active", assignee: this.person });
  }
  handOver(team: TeamSlug): void {
    if (team === this.team) return;
    this.do({ team, assignee: null });
    this.team = team;
    this.wait(handoverMinutes[this.priority] / 3, true);
    this.person = this.random.pick(teamOf(team).people);
    this.do({ assignee: this.person });
  }
  raise(): void {
    this.priority = raised[this.priority];
    this.do({ priority: this.priority, urgency: "high" });
  }
}

function workOn(life: Life, timeline: Timeline, random: Random): void {
  const { failure, customer } = life.request;
  if (!failure && random.chance(customer?.tier === "enterprise" ? 0.09 : 0.05) && life.currentPriority !== "p1") {
    life.wait(120, false);
    life.raise();
  }
  if (!failure && random.chance(0.24)) {
    life.wait(45, true);
    life.do({ state: "Awaiting User Info" });
    life.wait(9 * 60, false);
    life.do({ state: "Active" }, life.request.requester);
  }
  life.wait((failure ? 18 : workMinutes[life.currentPriority]) * paceOf(life.currentTeam, life.clockMs, timeline), !failure);
  if (failure) life.notBefore(failure.endedAtMs + 4 * minuteMs + random.int(0, 50) * minuteMs);
  life.do({ state: "Resolved" });
}

function finish(life: Life, random: Random): void {
  if (random.chance(0.045)) {
    life.wait(22 * 60, false);
    life.do({ state: "Active" }, life.request.requester);
    life.wait(workMinutes[life.currentPriority] / 2, true);
    life.do({ state: "Resolved" });
  }
  if (random.chance(0.3)) life.wait(20 * 60, false);
  else life.notBefore(life.clockMs + 5 * 24 * hourMs);
  life.do({ state: "Closed" }, "System");
}

/** How a ticket begins and everything that will be done to it, whether the demo's year is long enough to see it or not. */
export function liveTicket(request: Request, timeline: Timeline, random: Random): { first: TicketState; steps: Step[] } {
  const [impact, urgency] = levels[request.priority];
  const first: TicketState = { state: "New", team: isDeskHours(request.openedAtMs) ? "service-desk" : "night-desk", assignee: null, priority: request.priority, impact, urgency, madeSla: true };
  const life = new Life(request, first, random);
  life.wait(responseMinutes[request.priority] * (first.team === "night-desk" ? 1.7 : 1), false);
  life.respond();
  for (const team of routeOf(request, timeline, random)) {
    life.wait(handoverMinutes[request.priority], true);
    life.handOver(team);
  }
  workOn(life, timeline, random);
  finish(life, random);
  return { first, steps: life.steps };
}
