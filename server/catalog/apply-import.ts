import "server-only";
import type { Tx } from "../platform/db";
import { DomainError } from "../platform/errors";
import { newId } from "../platform/ids";
import type { ImportPlan, ImportStep } from "./core";
import { dateOnly } from "./create-goal";
import { readIds, replaceDependencies, saveCustomer, saveGoal, saveService, saveTeam } from "./snapshot-repository";

type Ids = Awaited<ReturnType<typeof readIds>>;

interface Work {
  tx: Tx;
  at: Date;
  ids: Ids;
}

const prefixes = { team: "team", service: "svc", customer: "cus", goal: "goal" } as const;
const idsOf = (ids: Ids, kind: ImportStep["kind"]): Map<string, string> => ({ team: ids.teams, service: ids.services, customer: ids.customers, goal: ids.goals })[kind];

function known(ids: Map<string, string>, slug: string): string {
  const id = ids.get(slug);
  if (id === undefined) throw new DomainError("CONFLICT", `"${slug}" was removed while the list was imported. Import it again.`);
  return id;
}

async function save(step: ImportStep, { tx, at, ids }: Work): Promise<void> {
  const own = idsOf(ids, step.kind);
  const isNew = !own.has(step.slug);
  const id = own.get(step.slug) ?? newId(prefixes[step.kind]);
  own.set(step.slug, id);
  const key = { id, slug: step.slug, isNew, at };
  if (step.kind === "team") {
    const { slug: _slug, ...columns } = step.row;
    return saveTeam(tx, key, columns);
  }
  if (step.kind === "service") {
    const { slug: _slug, owner, dependsOn: _later, ...columns } = step.row;
    return saveService(tx, key, { ...columns, ownerTeamId: owner === null ? null : known(ids.teams, owner) });
  }
  if (step.kind === "customer") {
    const { slug: _slug, services, ...columns } = step.row;
    return saveCustomer(tx, { ...key, serviceIds: [...new Set(services)].map((slug) => known(ids.services, slug)) }, columns);
  }
  return saveGoal(tx, key, { ...step.row, dueOn: step.row.dueOn === null ? null : dateOnly(step.row.dueOn), startOn: step.row.startOn === null ? null : dateOnly(step.row.startOn) });
}

/** Writes what the plan changes. Dependencies come last, when every service that they name exists. */
export async function applyImport(tx: Tx, plan: ImportPlan, at: Date): Promise<void> {
  const work: Work = { tx, at, ids: await readIds(tx) };
  const changing = plan.steps.filter((step) => step.outcome !== "unchanged");
  for (const step of changing) await save(step, work);
  for (const step of changing) {
    if (step.kind !== "service") continue;
    await replaceDependencies(tx, known(work.ids.services, step.slug), [...new Set(step.row.dependsOn)].map((slug) => known(work.ids.services, slug)));
  }
}
