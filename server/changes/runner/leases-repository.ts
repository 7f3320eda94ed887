import "server-only";
import { pool, type Tx } from "../../platform/db";

interface Kind {
  table: "change_run" | "runbook_run";
  /** As run_step names it. */
  runType: "change" | "runbook";
  /** Kinds of steps that a person does: no runner takes a run for them. */
  personKinds: readonly string[];
}

export interface LostStep {
  id: string;
  position: number;
  definition: unknown;
}

export interface Leases {
  /** Takes the oldest run in which a machine has the next move and that nobody has; others that are being taken at this moment are left alone. */
  claim: (owner: string, leaseMs: number) => Promise<string | null>;
  /** Keeps the lease; the run's state, or null when somebody else has it. */
  renew: (id: string, owner: string, leaseMs: number) => Promise<string | null>;
  release: (id: string, owner: string) => Promise<void>;
  /** Whether this runner has the run: its name and a lease that has not run out, by the database's clock. */
  holds: (tx: Tx, id: string, owner: string) => Promise<boolean>;
  /** Whether nobody has the run, by the database's clock. */
  isOver: (tx: Tx, id: string) => Promise<boolean>;
  /** Runs with a step that a runner began and nobody carries out any more. */
  listLost: () => Promise<LostStep[]>;
}

/** Who has which run, of one kind: the same for changes and runbooks. */
export function leasesOf({ table, runType, personKinds }: Kind): Leases {
  return {
    claim: async (owner, leaseMs) => {
      const { rows } = await pool().query<{ id: string }>(
        `update ${table} set lease_owner = $1, lease_until = now() + $2 * interval '1 millisecond' where id = (
          select r.id from ${table} r cross join lateral (
            select s.status, s.kind from run_step s where s.run_type = '${runType}' and s.run_id = r.id and s.status not in ('done', 'skipped')
              and s.is_rollback = exists (select 1 from run_step b where b.run_type = '${runType}' and b.run_id = r.id and b.is_rollback) order by s.position limit 1) next
          where r.status in ('running', 'rolling_back') and (r.lease_until is null or r.lease_until <= now()) and next.status = 'waiting' and next.kind <> all ($3::text[])
          order by r.created_at limit 1 for update of r skip locked) returning id`, [owner, leaseMs, personKinds]);
      return rows[0]?.id ?? null;
    },
    renew: async (id, owner, leaseMs) => {
      const { rows } = await pool().query<{ status: string }>(`update ${table} set lease_until = now() + $3 * interval '1 millisecond' where id = $1 and lease_owner = $2 and lease_until > now() returning status`, [id, owner, leaseMs]);
      return rows[0]?.status ?? null;
    },
    release: async (id, owner) => void (await pool().query(`update ${table} set lease_owner = null, lease_until = null where id = $1 and lease_owner = $2`, [id, owner])),
    holds: async (tx, id, owner) => (await tx.$queryRawUnsafe<unknown[]>(`select 1 from ${table} where id = $1 and lease_owner = $2 and lease_until > now()`, id, owner)).length > 0,
    isOver: async (tx, id) => (await tx.$queryRawUnsafe<unknown[]>(`select 1 from ${table} where id = $1 and (lease_until is null or lease_until <= now())`, id)).length > 0,
    listLost: async () => {
      const { rows } = await pool().query<LostStep>(`select r.id, s.position, s.definition from ${table} r join run_step s on s.run_type = '${runType}' and s.run_id = r.id and s.status = 'running' where r.status in ('running', 'rolling_back', 'paused') and (r.lease_until is null or r.lease_until <= now()) limit 50`);
      return rows;
    },
  };
}

export const changeLeases = leasesOf({ table: "change_run", runType: "change", personKinds: ["manual", "approval"] });
