import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { businessMs, dueSteps, readLog, ruleFor, ticketClocks } from "#core/sla";
import { escalationRulesOf, eventRows, promisesOf, tellDemo, ticketRow, type Demo, type DemoOptions, type DemoTicket, type Row } from ".";
import { levelOf } from "./service-levels";

const untilMs = Date.parse("2026-08-19T10:00:00.000Z");
const usual: DemoOptions = { seed: 42, untilMs, scale: 1 };
const small: DemoOptions = { ...usual, scale: 0.1 };
const iso = (value: unknown): number => Date.parse(value as string);

function digestOf(demo: Demo): string {
  const hash = createHash("sha256");
  const add = (value: unknown) => hash.update(JSON.stringify(value));
  add(demo.organisation);
  for (const story of demo.monitors()) add(story);
  for (const day of demo.tickets()) for (const ticket of day) add([ticketRow(ticket), eventRows(ticket)]);
  return hash.digest("hex");
}

const demo = tellDemo(usual);
const tickets: DemoTicket[] = [...demo.tickets()].flat();
const monitors = [...demo.monitors()];
const rowsOf = (name: string): Row[] => demo.organisation.find(([table]) => table === name)?.[1] ?? [];

describe("the demo", () => {
  it("is the same for the same seed, end and scale", () => {
    expect(digestOf(tellDemo(small))).toBe(digestOf(tellDemo(small)));
  });

  it("is another one for another seed, end or scale", () => {
    const digests = [small, { ...small, seed: 43 }, { ...small, untilMs: untilMs - 3_600_000 }, { ...small, scale: 0.2 }].map((options) => digestOf(tellDemo(options)));
    expect(new Set(digests).size).toBe(4);
  });

  it("has twice the tickets at twice the scale, and the same outages", () => {
    const twice = tellDemo({ ...usual, scale: 2 });
    const count = [...twice.tickets()].flat().length;
    expect(count / tickets.length).toBeGreaterThan(1.9);
    expect(count / tickets.length).toBeLessThan(2.1);
    expect([...twice.monitors()].map((story) => story.outages)).toEqual(monitors.map((story) => story.outages));
  });

  it("tells nothing that lies after its end or before its year", () => {
    const instants = [...tickets.flatMap((ticket) => ticket.events.map((event) => event.atMs)), ...monitors.flatMap((story) => story.checks.map((check) => check.atMs))];
    expect(instants.reduce((max, atMs) => Math.max(max, atMs), 0)).toBeLessThanOrEqual(untilMs);
    expect(instants.reduce((min, atMs) => Math.min(min, atMs), Infinity)).toBeGreaterThanOrEqual(demo.timeline.fromMs);
  });

  it("marks every row that can be marked", () => {
    const marked = ["team", "service", "customer", "goal", "document", "app_user"].flatMap(rowsOf);
    expect(marked.every((row) => row.is_demo === true)).toBe(true);
    expect(tickets.every((ticket) => ticketRow(ticket).is_demo === true)).toBe(true);
    expect(monitors.every((story) => story.monitor.is_demo === true)).toBe(true);
  });

  it("uses only services, teams and customers that it has", () => {
    const ids = new Set(["team", "service", "customer"].flatMap(rowsOf).map((row) => row.id));
    const named = [...tickets.map(ticketRow).flatMap((row) => [row.team_id, row.service_id, row.customer_id]), ...rowsOf("service_dependency").flatMap((row) => [row.service_id, row.depends_on_id]), ...monitors.map((story) => story.monitor.service_id)];
    expect(named.filter((id) => id !== null && !ids.has(id))).toEqual([]);
  });

  it("numbers tickets in the order in which they were opened", () => {
    const opened = tickets.map((ticket) => ticket.shown.openedAtMs);
    expect(opened).toEqual([...opened].sort((a, b) => a - b));
    expect(tickets.map((ticket) => ticket.index)).toEqual(tickets.map((_ticket, index) => index + 1));
  });

  it("is busier on Mondays than on Sundays and by day than by night", () => {
    const count = (holds: (date: Date) => boolean) => tickets.filter((ticket) => holds(new Date(ticket.shown.openedAtMs))).length;
    expect(count((date) => date.getUTCDay() === 1)).toBeGreaterThan(2 * count((date) => date.getUTCDay() === 0));
    expect(count((date) => date.getUTCHours() >= 8 && date.getUTCHours() < 12)).toBeGreaterThan(3 * count((date) => date.getUTCHours() < 4));
  });
});

describe("the demo handbook", () => {
  const { pages, versions } = demo.handbook();
  const textsOf = (id: unknown): Row[] => versions.filter((version) => version.document_id === id);

  it("shows the newest published text of each page, and every version says something else", () => {
    for (const page of pages) {
      const texts = textsOf(page.id);
      expect(texts.find(({ number }) => number === page.published_version)).toMatchObject({ body: page.body, state: "published" });
      expect(new Set(texts.map(({ body }) => body)).size).toBe(texts.length);
    }
    expect(versions.filter(({ state }) => state === "in_review")).toHaveLength(1);
  });
});

describe("a demo ticket", () => {
  it("has events in order, the first of which opens it", () => {
    for (const { events } of tickets) {
      expect(events.map((event) => event.seq)).toEqual(events.map((_event, index) => index + 1));
      expect(events.every((event, index) => index === 0 || event.atMs >= (events[index - 1]?.atMs ?? 0))).toBe(true);
      expect(events.map((event) => event.kind).filter((kind) => kind === "opened")).toEqual(["opened"]);
    }
  });

  it("shows what its events say", () => {
    for (const ticket of tickets) {
      const row = ticketRow(ticket);
      const events = eventRows(ticket);
      const last = events.at(-1);
      expect([row.state, row.state_kind, row.team_id, row.assignee, row.priority, row.made_sla]).toEqual([last?.state, last?.state_kind, last?.team_id, last?.assignee, last?.priority, last?.made_sla]);
      expect(row.reassignment_count).toBe(events.filter((event) => event.from_team_id !== null).length);
      expect(row.resolved_at === null).toBe(row.state_kind !== "resolved" && row.state_kind !== "closed");
    }
  });

  it("hands over only from the group that had it", () => {
    for (const { events } of tickets) events.forEach((event, index) => event.kind === "reassigned" && expect(event.fromTeam).toBe(events[index - 1]?.team));
  });

  it("has missed its promise exactly when the time that was not spent waiting is longer than promised", () => {
    const promises = promisesOf(demo.timeline);
    const steady = tickets.filter((ticket) => ticket.shown.resolvedAtMs !== null && ticket.shown.reopenCount === 0 && ticket.events.every((event) => event.priority === ticket.shown.priority));
    expect(steady.length).toBeGreaterThan(1000);
    for (const { events, shown } of steady) {
      const worked = events.reduce((sum, event, index) => sum + (event.stateKind === "open" ? businessMs(promises[shown.priority].calendar, event.atMs, events[index + 1]?.atMs ?? event.atMs) : 0), 0);
      // Who resolves after the desk has closed has used up the whole promise by then.
      expect(shown.madeSla).toBe(worked < promises[shown.priority].resolutionMs);
    }
  });

  it("about a failure is opened after that failure began and resolved after it ended", () => {
    const about = tickets.filter((ticket) => ticket.request.failure !== null);
    expect(about.length).toBeGreaterThan(100);
    for (const { request, shown } of about) {
      expect(shown.openedAtMs).toBeGreaterThan(request.failure?.startedAtMs ?? Infinity);
      if (shown.resolvedAtMs !== null) expect(shown.resolvedAtMs).toBeGreaterThan(request.failure?.endedAtMs ?? Infinity);
    }
  });
});

describe("a demo escalation", () => {
  const { book, policies } = escalationRulesOf(demo.timeline);
  /** What the product would find due at an instant, by the log so far. */
  function dueAt({ request, events }: DemoTicket, nowMs: number, before: number) {
    const past = events.slice(0, before);
    const last = past.at(-1);
    const level = levelOf(last?.team ?? "support");
    const facts = { category: request.topic.category, customerTier: request.customer?.tier ?? null, priority: last?.priority ?? null, teamId: `team_demo_${last?.team}`, level };
    const rule = ruleFor(policies, facts);
    const log = readLog({ ...facts, isImported: false, customerId: request.customer && `cus_demo_${request.customer.slug}`, serviceId: null, firstResponseAt: null, words: [], events: past.map(({ atMs, ...event }) => ({ ...event, at: new Date(atMs).toISOString() })) });
    const held = past.findLastIndex(({ assignee }) => assignee !== null);
    const ticket = { ...facts, isAssigned: last?.assignee !== null, stateKind: last?.stateKind ?? "", openedAtMs: events[0]?.atMs ?? 0, unassignedAtMs: held === -1 ? null : (past[held + 1]?.atMs ?? null), lastAgentAtMs: null, reassignmentCount: past.filter(({ fromTeam }) => fromTeam !== null).length, clocks: ticketClocks(log, book, nowMs) };
    const taken = new Set(past.flatMap(({ escalation }) => escalation?.key ?? []));
    return rule ? dueSteps(rule, ticket, { taken, nowMs }) : [];
  }

  it("is due by the product's own rules at the instant at which it was taken", () => {
    const steps = tickets.flatMap((ticket) => ticket.events.flatMap((event, index) => (event.escalation ? [{ ticket, event, index }] : [])));
    expect(new Set(steps.map(({ event }) => event.escalation?.kind))).toEqual(new Set(["functional", "hierarchical", "bounce"]));
    for (const { ticket, event, index } of steps) expect(dueAt(ticket, event.atMs, index).map(({ key }) => key)).toContain(event.escalation?.key);
  });

  it("is missing nowhere: no open ticket has a step that is due", () => {
    const open = tickets.filter(({ shown }) => shown.stateKind === "open");
    expect(open.length).toBeGreaterThan(5);
    // The rounds see a handover within a minute.
    for (const ticket of open) if (untilMs - ticket.shown.updatedAtMs > 60_000) expect(dueAt(ticket, untilMs, ticket.events.length)).toEqual([]);
  });

  it("leaves a ticket that bounced with its owner of last resort, who hands it to nobody", () => {
    const bounced = tickets.filter(({ events }) => events.some(({ escalation }) => escalation?.kind === "bounce"));
    expect(bounced.length).toBeGreaterThan(5);
    for (const { events } of bounced) {
      const at = events.findLastIndex(({ escalation }) => escalation?.kind === "bounce");
      expect(events.slice(at).every(({ assignee, kind }) => assignee === events[at]?.escalation?.target && kind !== "reassigned")).toBe(true);
    }
  });
});

describe("a demo monitor", () => {
  it("has checks whose changes are its outages, to the millisecond", () => {
    for (const { checks, outages } of monitors) {
      const seen: [number, number | null][] = [];
      checks.forEach((check, index) => {
        if (check.status !== "down" || checks[index - 1]?.status === "down") return;
        seen.push([check.atMs, checks.slice(index).find((later) => later.status !== "down")?.atMs ?? null]);
      });
      expect(outages.map((outage) => [iso(outage.started_at), outage.ended_at === null ? null : iso(outage.ended_at)])).toEqual(seen);
    }
  });

  it("checks once an hour and never twice at one instant", () => {
    for (const { checks } of monitors) {
      const gaps = checks.slice(1).map((check, index) => check.atMs - (checks[index]?.atMs ?? 0));
      expect(Math.min(...gaps)).toBeGreaterThan(0);
      expect(Math.max(...gaps)).toBe(3_600_000);
    }
  });

  it("says since when it has its present status", () => {
    for (const { monitor, checks } of monitors) {
      const since = checks.filter((check) => check.atMs >= iso(monitor.status_since));
      expect(new Set(since.map((check) => check.status))).toEqual(new Set([monitor.status]));
    }
  });
});

describe("demo failures", () => {
  it("spread only to services that need the failing one", () => {
    const byId = new Map(demo.failures.map((failure) => [failure.id, failure]));
    const needs = new Set(rowsOf("service_dependency").map((row) => `${String(row.service_id)}>${String(row.depends_on_id)}`));
    const spread = demo.failures.filter((failure) => failure.causedBy !== null);
    expect(spread.length).toBeGreaterThan(5);
    for (const failure of spread) {
      const cause = byId.get(failure.causedBy ?? "");
      expect(needs).toContain(`svc_demo_${failure.service}>svc_demo_${cause?.service}`);
      expect(failure.startedAtMs).toBeGreaterThan(cause?.startedAtMs ?? Infinity);
    }
  });

  it("name the release that brought them about", () => {
    const changes = demo.failures.filter((failure) => failure.rootCause === "change");
    expect(changes.length).toBeGreaterThan(5);
    expect(changes.every((failure) => failure.release !== null && failure.cause.includes(failure.release))).toBe(true);
  });
});
