import "server-only";
import type { Tx } from "@/server/platform/db";
import { DomainError } from "@/server/platform/errors";
import type { TicketChanges } from "#contract/tickets";
import type { DeskPatch, Named } from "#core/tickets";
import { findAgent, findCustomer, findService, findTeam } from "./references-repository";
import { listDeskStates } from "./state-repository";

type Find = (tx: Tx, key: string) => Promise<Named | null>;

const refuse = (path: string, message: string): never => {
  throw new DomainError("VALIDATION", message, { faults: [{ path, message }] });
};

async function referenceOf(tx: Tx, key: string | null, { path, noun, find }: { path: string; noun: string; find: Find }): Promise<Named | null> {
  if (key === null) return null;
  return (await find(tx, key)) ?? refuse(path, `There is no ${noun} "${key}".`);
}

async function stateOf(tx: Tx, name: string): Promise<Pick<DeskPatch, "state" | "stateKind">> {
  const states = await listDeskStates(tx);
  const state = states.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (state === undefined) return refuse("state", `There is no state "${name}". There are: ${states.map((one) => one.name).join(", ")}.`);
  return { state: state.name, stateKind: state.kind };
}

/** Turns names and slugs into what the core changes; one that does not exist is refused. */
export async function resolveChanges(tx: Tx, { customer, service, team, assigneeId, state, tags, ...plain }: TicketChanges): Promise<DeskPatch> {
  return {
    ...plain,
    ...(tags === undefined ? {} : { tags: [...new Set(tags.map((tag) => tag.toLowerCase()))] }),
    ...(state === undefined ? {} : await stateOf(tx, state)),
    ...(customer === undefined ? {} : { customer: await referenceOf(tx, customer, { path: "customer", noun: "customer", find: findCustomer }) }),
    ...(service === undefined ? {} : { service: await referenceOf(tx, service, { path: "service", noun: "service", find: findService }) }),
    ...(team === undefined ? {} : { team: await referenceOf(tx, team, { path: "team", noun: "group", find: findTeam }) }),
    ...(assigneeId === undefined ? {} : { assignee: await referenceOf(tx, assigneeId, { path: "assigneeId", noun: "person who works on tickets with the id", find: findAgent }) }),
  };
}
