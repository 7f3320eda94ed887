import "server-only";
import type { ComparedTicket } from "#core/sla";
import type { Scope } from "../platform/auth/actor";
import { readRows, type ReadOptions } from "../platform/db";

/** More than these are not compared: the oldest are left out. */
export const mostCompared = 20_000;

const inScope = (scope: Scope): string => (scope.kind === "teams" ? "t.team_id = any($1::text[])" : scope.kind === "all" ? "$1::text[] is null" : "false");

/** Tickets that came with their history, each with what its source says of it and what its events say. */
export const listImported = (scope: Scope, options: ReadOptions): Promise<ComparedTicket[]> =>
  readRows<ComparedTicket>({
    text: `select t.number, t.state_kind in ('resolved', 'closed') as "isOver", e.last_state = t.state as "isStateEqual", e.handovers, t.reassignment_count as "statedHandovers", e.reopenings, t.reopen_count as "statedReopenings",
        e.has_unknown as "hasUnknownGroup", e.begins_late as "beginsLate", t.made_sla as "madeSla", k.state <> 'breached' as "isMet", k.target_ms::float8 as "targetMs", (extract(epoch from t.resolved_at - t.opened_at) * 1000)::float8 as "wallMs"
      from (select * from ticket t where t.source_key is not null and not starts_with(coalesce(t.source_hash, ''), 'list:') and ${inScope(scope)} order by t.opened_at desc, t.id limit ${mostCompared}) t
      cross join lateral (select (count(*) filter (where ev.kind = 'reassigned'))::int as handovers, (count(*) filter (where (ev.detail ->> 'isReopening')::boolean))::int as reopenings, bool_or(ev.team_id is null) as has_unknown,
          coalesce((array_agg((ev.detail ->> 'modCount')::int order by ev.seq))[1], 0) > 0 as begins_late, (array_agg(ev.state order by ev.seq desc))[1] as last_state
        from ticket_event ev where ev.ticket_id = t.id) e
      left join ticket_clock k on k.ticket_id = t.id and k.kind = 'resolution' order by t.number`,
    values: [scope.kind === "teams" ? scope.teamIds : null],
  }, options);
