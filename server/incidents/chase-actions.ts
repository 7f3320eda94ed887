import "server-only";
import { env } from "../platform/env";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { actionSubject, findOwners, listChasable, listTeamPeople, writeReminders, type ChasedAction, type ChasedPerson } from "./chase-repository";

const dayMs = 86_400_000;
const chaseEveryDays = 3;

/** The owner; where nobody is named, or the name means nobody or several people, the incident's team. */
async function chased(action: ChasedAction): Promise<ChasedPerson[]> {
  const owners = action.ownerId === null && action.ownerName === "" ? [] : await findOwners(action);
  if (owners.length === 1) return owners;
  return action.incident.teamId === null ? [] : listTeamPeople(action.incident.teamId);
}

function wording({ title, ownerName, dueOn, incident }: ChasedAction, today: Date): { title: string; body: string } {
  const late = Math.round((today.getTime() - (dueOn?.getTime() ?? today.getTime())) / dayMs);
  const when = late === 0 ? "due today" : late === 1 ? "a day late" : `${late} days late`;
  const url = new URL(`/incidents/${incident.number}`, env().QUARTERDECK_URL).toString();
  return { title: `[action] ${title}: ${when}`.slice(0, 250), body: `It follows from INC-${incident.number}, ${incident.title}. Owner: ${ownerName === "" ? "nobody yet" : ownerName}.\n\nTick it off or give it another date: ${url}` };
}

/** Reminds of follow-up actions when they are due, and again every three days until they are done. */
export async function chaseActions({ clock, signal }: Pick<Ctx, "clock" | "signal">): Promise<{ chased: number; told: number }> {
  const now = clock.now();
  const today = new Date(now.toISOString().slice(0, 10));
  // Half a day of slack: a run that is a little early does not skip a day.
  const actions = await listChasable({ today, notSince: new Date(now.getTime() - (chaseEveryDays - 0.5) * dayMs) });
  const tally = { chased: 0, told: 0 };
  for (const action of actions) {
    signal.throwIfAborted();
    const words = wording(action, today);
    const key = (kind: string, to: string): string => `chase:${action.id}:${today.toISOString().slice(0, 10)}:${kind}:${to}`;
    const rows = (await chased(action)).flatMap(({ id, email }) => [
      { id: newId("dlv"), kind: "in_app", recipient: id, subjectType: actionSubject, subjectId: action.id, dedupeKey: key("in_app", id), ...words, status: "sent", attempts: 1, createdAt: now, sentAt: now },
      { id: newId("dlv"), kind: "email", recipient: email, subjectType: actionSubject, subjectId: action.id, dedupeKey: key("email", email), ...words, createdAt: now },
    ]);
    if (rows.length === 0) continue;
    tally.told += await writeReminders(action, rows, now);
    tally.chased += 1;
  }
  return tally;
}
