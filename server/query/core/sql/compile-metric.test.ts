import { describe, expect, it } from "vitest";
import { monitorMetrics } from "@/server/monitors/metrics";
import { ticketMetrics } from "@/server/tickets/metrics";
import type { MetricDefinition, MetricScope } from "../metric";
import { compileCross } from "./compile-cross";
import { compileExtent, compileGroups, compileMissing, compileTotal, type MetricRequest } from "./compile-metric";
import { compileTrend } from "./compile-trend";
import { inlineSql } from "./parameters";

const metric = (id: string): MetricDefinition => {
  const found = [...ticketMetrics, ...monitorMetrics].find((each) => each.id === id);
  if (!found) throw new Error(id);
  return found;
};

const range = { from: "2026-08-01T00:00:00.000Z", to: "2026-09-01T00:00:00.000Z" };
const all: MetricScope = { kind: "all" };
const request = (id: string, more: Partial<MetricRequest> = {}): MetricRequest => ({ metric: metric(id), stats: [], range, zone: "Europe/Berlin", entities: [], filters: [], scope: all, ...more });

const joins = `from ticket t
left join team g on g.id = t.team_id
left join service s on s.id = t.service_id
left join customer c on c.id = t.customer_id`;

describe("an exclusion", () => {
  it("keeps the rows whose value is unknown", () => {
    const { text } = compileTotal(request("ticket_volume", { filters: ["priority!:p1"] }));
    expect(text).toContain("and (t.priority = $3::text) is not true");
  });
});

describe("a total", () => {
  it("of somebody who sees only what they asked for counts just that, and nothing where rows do not say who asked", () => {
    const scope: MetricScope = { kind: "customers", customerIds: ["cus_1"], requesterKeys: ["usr_1", "ann@example.test"] };
    const { text, values } = compileTotal(request("ticket_volume", { scope }));
    expect(text).toContain("and t.customer_id = $3::text\n  and coalesce(t.requester_id, lower(t.requester_email)) in ($4::text, $5::text)");
    expect(values.slice(2)).toEqual(["cus_1", "usr_1", "ann@example.test"]);
    expect(compileTotal(request("ticket_volume", { scope: { ...scope, requesterKeys: [] } })).text).toMatch(/and false$/);
    expect(compileTotal(request("availability", { scope })).text).toMatch(/and false$/);
  });

  it("counts the rows of the period, with entities, filters and the reader's customers bound as values", () => {
    const scope: MetricScope = { kind: "customers", customerIds: ["cus_1", "cus_2"] };
    const { text, values } = compileTotal(request("ticket_volume", { entities: ["team:group-56"], filters: ["priority:p1", "priority:p2", "status:open"], scope }));
    expect(text).toBe(`select
  (count(*))::float8 as ticket_volume,
  (count(*))::int as n
${joins}
where t.opened_at >= $1::timestamptz
  and t.opened_at < $2::timestamptz
  and g.slug = $3::text
  and t.priority in ($4::text, $5::text)
  and (case $6::text when 'open' then t.state_kind not in ('resolved', 'closed') when 'closed' then t.state_kind in ('resolved', 'closed') else t.state_kind = $6::text end)
  and t.customer_id in ($7::text, $8::text)`);
    expect(values).toEqual([range.from, range.to, "group-56", "p1", "p2", "open", "cus_1", "cus_2"]);
  });

  it("of a rate brings its numerator and n", () => {
    const { text, columns } = compileTotal(request("sla_breach_rate"));
    expect(text).toContain(`select
  (count(*) filter (where not t.made_sla))::float8 as count,
  (count(*) filter (where not t.made_sla)::float8 / nullif(count(*), 0))::float8 as sla_breach_rate,
  (count(*))::int as n`);
    expect(text).toContain("and t.made_sla is not null");
    expect(columns.map(({ key, unit }) => [key, unit])).toEqual([["count", "count"], ["sla_breach_rate", "ratio"], ["n", "count"]]);
  });

  it("of several statistics has a column for each", () => {
    const { columns } = compileTotal(request("resolution_time", { stats: ["p50", "p90"] }));
    expect(columns.map(({ key }) => key)).toEqual(["resolution_time", "p90", "n"]);
  });

  it("of a stock is taken at the end of the range, and binds no other instant", () => {
    const { text, values } = compileTotal(request("ticket_backlog"));
    expect(text).toContain("where t.opened_at <= $1::timestamptz");
    expect(values).toEqual([range.to]);
  });

  it("puts the edges of the period into what is weighted by time", () => {
    const { text, values } = compileTotal(request("availability", { entities: ["monitor:chat"] }));
    expect(text).toContain("cross join lateral (select greatest($1::timestamptz, m.first_check_at) as from_at, least($2::timestamptz, m.last_check_at) as to_at) w");
    expect(text).toContain("where m.first_check_at < $2::timestamptz\n  and m.last_check_at >= $1::timestamptz\n  and m.source <> 'self'\n  and m.slug = $3::text");
    expect(values).toEqual([range.from, range.to, "chat"]);
  });

  it("shows nothing to a scope that its rows carry no column for, or that is empty", () => {
    expect(compileTotal(request("availability", { scope: { kind: "customers", customerIds: ["cus_1"] } })).text).toMatch(/and false$/);
    expect(compileTotal(request("ticket_volume", { scope: { kind: "teams", teamIds: [] } })).text).toMatch(/and false$/);
  });
});

describe("a split", () => {
  it("puts rates from few observations after the others, and the unknown group last", () => {
    const { text, values } = compileGroups({ ...request("sla_breach_rate"), dimension: "team", dimensionLabel: "Group", order: "desc", limit: 10 });
    expect(text).toBe(`with grouped as (
  select
    g.slug as key,
    g.name as label,
    (count(*) filter (where not t.made_sla))::float8 as count,
    (count(*) filter (where not t.made_sla)::float8 / nullif(count(*), 0))::float8 as sla_breach_rate,
    (count(*))::int as n
  ${joins.replaceAll("\n", "\n  ")}
  where t.opened_at >= $1::timestamptz
    and t.opened_at < $2::timestamptz
    and t.made_sla is not null
  group by 1, 2
)
select key, label as team, count, sla_breach_rate, n, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, n < 10, sla_breach_rate desc nulls last, n desc, label
limit $3`);
    expect(values).toEqual([range.from, range.to, 10]);
  });

  it("of what adds up has shares; of what does not has none", () => {
    const split = (id: string): string[] => compileGroups({ ...request(id), dimension: "priority", dimensionLabel: "Priority", order: "natural", limit: 10 }).columns.map(({ key }) => key);
    expect(split("ticket_volume")).toEqual(["priority", "ticket_volume", "n", "share"]);
    expect(split("resolution_time")).toEqual(["priority", "resolution_time", "n"]);
  });

  it("is ordered by the count when the count is what is asked, small groups included", () => {
    const { text } = compileGroups({ ...request("sla_breach_rate", { stats: ["count"] }), dimension: "team", dimensionLabel: "Group", order: "desc", limit: 10 });
    expect(text).toContain("order by key is null, count desc nulls last, n desc, label");
  });
});

describe("a course over time", () => {
  it("of a flow fills empty days with zero, in the reader's zone", () => {
    expect(compileTrend({ ...request("ticket_volume"), bucket: "day" })?.text).toBe(`with spine as (
  select p from generate_series(date_trunc('day', $2::timestamptz at time zone $1::text), $3::timestamptz at time zone $1::text - interval '1 millisecond', interval '1 day') as p
), measured as (
  select
    date_trunc('day', t.opened_at at time zone $1::text) as p,
    (count(*))::float8 as ticket_volume,
    (count(*))::int as n
  ${joins.replaceAll("\n", "\n  ")}
  where t.opened_at >= $2::timestamptz
    and t.opened_at < $3::timestamptz
  group by 1
)
select to_char(p, 'YYYY-MM-DD') as day, coalesce(measured.ticket_volume, 0) as ticket_volume, coalesce(measured.n, 0) as n
from spine left join measured using (p)
order by p`);
  });

  it("of an average leaves an empty day unknown", () => {
    const { text } = compileTrend({ ...request("resolution_time"), bucket: "day" }) ?? { text: "" };
    expect(text).toContain("measured.resolution_time, coalesce(measured.n, 0) as n");
  });

  it("of a stock or of what is weighted by time is taken anew for each day", () => {
    const { text } = compileTrend({ ...request("availability"), bucket: "day" }) ?? { text: "" };
    expect(text).toContain("greatest(p at time zone $1::text, $2::timestamptz) as from_at, least((p + interval '1 day') at time zone $1::text, $3::timestamptz) as to_at");
    expect(text).toContain("where m.first_check_at < spine.to_at");
    expect(compileTrend({ ...request("availability"), bucket: "hour_of_day" })).toBeNull();
  });

  it("round the clock has all 24 hours", () => {
    expect(compileTrend({ ...request("ticket_volume"), bucket: "hour_of_day" })?.text).toContain("select p from generate_series(0, 23) as p");
  });
});

describe("beside the value", () => {
  it("rows that had to be left out are counted over their own time", () => {
    expect(compileMissing(request("resolution_time"))?.text).toBe(`select count(*)::int as missing\n${joins}\nwhere t.opened_at >= $1::timestamptz\n  and t.opened_at < $2::timestamptz\n  and t.resolved_at is null`);
    expect(compileMissing(request("ticket_volume"))).toBeNull();
  });

  it("the extent of a flow is that of its rows within the scope", () => {
    expect(compileExtent(metric("handed_away"), { kind: "teams", teamIds: ["team_1"] })?.text).toMatch(/^select min\(e\.at\) as from_at, max\(e\.at\) as to_at\n[^]*where e\.kind = 'reassigned'\n {2}and t\.team_id = \$1::text$/);
    expect(compileExtent(metric("availability"), all)).toBeNull();
  });

  it("the statement can be shown with its values written in, quotes doubled", () => {
    expect(inlineSql({ text: "select $1::text, $2, $10", values: ["O'Brien", 3] })).toBe("select 'O''Brien'::text, 3, $10");
  });
});

describe("every metric by every dimension", () => {
  it("binds exactly the values that its text names", () => {
    for (const each of [...ticketMetrics, ...monitorMetrics]) {
      const base = request(each.id, { stats: ["p50", "count"], filters: ["priority:p1"], entities: ["team:a", "team:b"] });
      const statements = [
        compileTotal(base), compileMissing(base), compileExtent(each, all), compileTrend({ ...base, bucket: "week" }), compileTrend({ ...base, bucket: "day_of_week" }),
        ...each.dimensions.map(({ id }) => compileCross({ ...base, bucket: "day", dimension: id, dimensionLabel: id, groups: 6 })),
        ...each.dimensions.map(({ id }) => compileGroups({ ...base, dimension: id, dimensionLabel: id, order: "desc", limit: 5 })),
      ];
      for (const statement of statements) {
        const named = new Set([...(statement?.text ?? "").matchAll(/\$(\d+)/g)].map(([, digits]) => Number(digits)));
        expect([...named].sort((a, b) => a - b), each.id).toEqual((statement?.values ?? []).map((_, index) => index + 1));
        expect(statement?.text ?? "", each.id).not.toMatch(/\{|\}|undefined/);
      }
    }
  });
});
