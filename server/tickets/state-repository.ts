import "server-only";
import { db, type Tx } from "@/server/platform/db";
import { newId } from "@/server/platform/ids";
import { stateKindSchema } from "#contract/tickets";
import { standardStates, type DeskState } from "#core/tickets";

/** The desk's states in their order; the standard ones until the desk has named its own. */
export async function listDeskStates(tx: Pick<Tx, "ticketState"> = db()): Promise<readonly DeskState[]> {
  const rows = await tx.ticketState.findMany({ where: { retiredAt: null }, orderBy: [{ position: "asc" }, { name: "asc" }] });
  return rows.length === 0 ? standardStates : rows.map(({ name, kind, isDefault }) => ({ name, kind: stateKindSchema.parse(kind), isDefault }));
}

/** Writes all states; what is not among them is retired, and stays on the tickets that have it. */
export async function replaceDeskStates(tx: Tx, states: readonly DeskState[], now: Date): Promise<void> {
  await tx.ticketState.updateMany({ where: { name: { notIn: states.map(({ name }) => name) }, retiredAt: null }, data: { retiredAt: now } });
  for (const [position, state] of states.entries()) {
    await tx.ticketState.upsert({ where: { name: state.name }, create: { id: newId("tst"), position, ...state }, update: { position, ...state, retiredAt: null, version: { increment: 1 } } });
  }
}

export async function countTicketsByState(): Promise<ReadonlyMap<string, number>> {
  const rows = await db().ticket.groupBy({ by: ["state"], _count: true });
  return new Map(rows.map((row) => [row.state, row._count]));
}
