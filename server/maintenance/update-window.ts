import "server-only";
import { isOver, isUnderWay } from "#core/maintenance";
import type { Tx } from "../platform/db";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import type { UpdateWindow, WindowStatus } from "./contract";
import { requireTeam } from "./create-window";
import { approvalInForce, editWindow, noSuchWindow, settleExclusions, type Changed, type WindowChange } from "./edit-window";
import { lateAfterMove, promisedNoticeMs } from "./notices/late-notice";
import { planAfter, type Plan } from "./plan-after";
import { policyOf } from "./policy";
import { listKnownServices, type KnownService } from "./surroundings-repository";
import { requireKnown } from "./surroundings";
import { findWindow, replaceWindowServices, type EventEntry, type WindowRecord } from "./windows-repository";
import { updateFollowing } from "./update-series";

const sameServices = (before: WindowRecord, services: readonly KnownService[] | null): boolean => services === null || (services.length === before.services.length && services.every(({ id }) => before.services.some(({ service }) => service.id === id)));

/** Whether the change alters what people agreed to. */
function isSubstantial(input: UpdateWindow, before: WindowRecord, { plan, services }: { plan: Plan; services: readonly KnownService[] | null }): boolean {
  const isMoved = plan.startsAt.getTime() !== before.startsAt.getTime() || plan.endsAt.getTime() > before.endsAt.getTime();
  const isHeavier = (input.risk !== undefined && input.risk !== before.risk) || (input.impact !== undefined && input.impact !== before.impact) || (input.kind !== undefined && input.kind !== before.kind);
  return isMoved || isHeavier || !sameServices(before, services);
}

function entriesOf({ plan, before, isAsked, at }: { plan: Plan; before: WindowRecord; isAsked: boolean; at: Date }): Omit<EventEntry, "actorName">[] {
  const when = (from: Date, to: Date): string => `${from.toISOString().slice(0, 16).replace("T", " ")} to ${to.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  const isMoved = plan.startsAt.getTime() !== before.startsAt.getTime() || plan.endsAt.getTime() !== before.endsAt.getTime();
  return [
    ...(isMoved ? [{ kind: "moved" as const, at, text: `${when(before.startsAt, before.endsAt)} → ${when(plan.startsAt, plan.endsAt)}` }] : []),
    ...(isAsked ? [{ kind: "status" as const, at, text: "Changed after its approval: it has to be approved again" }] : []),
  ];
}

type Asked = Omit<WindowRecord, "services" | "noticeMs"> & { services: readonly { id: string; tier: number }[] };

/** What a change of substance makes of an approval: it has to be given again, unless the policy needs nobody's for work like this. */
async function askAgain(tx: Tx, after: Asked, { plan, ctx }: { plan: Plan; ctx: Ctx }): Promise<{ status?: string; approvedAt?: Date | null; announcedAt?: null; requestedAt?: Date; requestedBy?: string; requestedById?: string | null }> {
  const at = ctx.clock.now();
  const policy = policyOf(after);
  const approval = policy.required === 0 && !policy.reviewAfter ? { at, by: "policy" } : null;
  await settleExclusions(tx, { ...after, ...plan, services: after.services.map((service) => ({ service })) }, approval);
  if (policy.required === 0) return { status: "approved", approvedAt: at, announcedAt: null };
  return { status: "requested", approvedAt: null, announcedAt: null, requestedAt: at, requestedBy: ctx.actor.name, requestedById: ctx.actor.userId };
}

/** Changes one window. What was approved and is moved, widened or made heavier waits for approval again; work under way keeps its time. */
export async function changeOne(tx: Tx, before: WindowRecord, { input, services, ownerTeamId, ctx, promisedMs }: { input: UpdateWindow; services: readonly KnownService[] | null; ownerTeamId: string | null | undefined; ctx: Ctx; promisedMs: number }): Promise<WindowChange> {
  const status = before.status as WindowStatus;
  const [at, plan] = [ctx.clock.now(), planAfter(input, before)];
  const isSubstance = isSubstantial(input, before, { plan, services });
  if (isOver(status)) throw new DomainError("PRECONDITION_FAILED", `A window that is ${status.replace("_", " ")} stays as it was.`);
  if (isUnderWay(status) && isSubstance) throw new DomainError("PRECONDITION_FAILED", "The work is under way: its plan stays as it was approved. What runs over is charged.");
  if (isSubstance && plan.endsAt <= at) throw new DomainError("VALIDATION", "That time is over already.", { faults: [{ path: "startsLocal", message: "lies in the past" }] });
  const late = plan.startsAt.getTime() === before.startsAt.getTime() ? {} : lateAfterMove({ startsAt: plan.startsAt, given: input.lateNotice, promisedMs: Math.max(promisedMs, input.noticeMs ?? Number(before.noticeMs)), isDraft: status === "draft" }, at);
  const isAsked = isSubstance && (status === "approved" || status === "announced" || status === "requested");
  const { number: _number, version: _version, scope: _scope, services: slugs, team: _team, startsLocal: _startsLocal, durationMs: _durationMs, repeats: _repeats, ...fields } = input;
  if (services) await replaceWindowServices(tx, before.id, services.map(({ id }) => id));
  const inForce = !isAsked && plan.endsAt < before.endsAt ? await approvalInForce(tx, before, ctx.actor.name) : null;
  const again = isAsked ? await askAgain(tx, { ...before, ...fields, services: services ?? before.services.map(({ service }) => service) }, { plan, ctx }) : {};
  if (inForce) await settleExclusions(tx, { ...before, ...plan }, inForce);
  return {
    action: "maintenance.window.update", after: { ...input },
    data: {
      ...fields, startsAt: plan.startsAt, endsAt: plan.endsAt, ...(ownerTeamId === undefined ? {} : { ownerTeamId }), sequence: { increment: 1 }, ...(before.seriesId === null ? {} : { isOverride: true }),
      ...late, ...again,
    },
    entries: [...("lateNotice" in late && late.lateNotice !== null ? [{ kind: "note" as const, at, text: `Less notice than promised: ${late.lateNotice}` }] : []), ...entriesOf({ plan, before, isAsked: again.status === "requested" && status !== "requested", at }), ...(slugs && !sameServices(before, services) ? [{ kind: "note" as const, at, text: `Services: ${slugs.join(", ")}` }] : [])],
  };
}

/** The longest notice that anybody is promised of the work as it will be. */
async function promisedForUpdate(input: UpdateWindow, ctx: Ctx): Promise<number> {
  const [known, window] = await Promise.all([listKnownServices(), findWindow(ctx.actor.scope, input.number)]);
  const serviceIds = input.services ? known.filter(({ slug }) => input.services?.includes(slug)).map(({ id }) => id) : (window?.services.map(({ service }) => service.id) ?? []);
  return promisedNoticeMs({ serviceIds, impact: input.impact ?? window?.impact ?? "degraded" }, { known, now: ctx.clock.now() });
}

/** Changes a window; of work that repeats this one, this and those that follow, or all that have not begun. */
export async function updateWindow(input: UpdateWindow, ctx: Ctx): Promise<Changed> {
  const services = input.services === undefined ? null : requireKnown(await listKnownServices(), input.services);
  const ownerTeamId = input.team === undefined ? undefined : await requireTeam(input.team, null);
  if (input.scope === "this" && input.repeats !== undefined) throw new DomainError("VALIDATION", "A rule belongs to the series: change this and those that follow, or all.", { faults: [{ path: "scope", message: "following or all" }] });
  if (input.scope !== "this") {
    const window = await findWindow(ctx.actor.scope, input.number);
    if (!window) throw noSuchWindow(input.number);
    if (window.seriesId !== null && window.occurrence !== null) return updateFollowing({ input, window, services, ownerTeamId }, ctx);
  }
  const promisedMs = input.startsLocal === undefined ? 0 : await promisedForUpdate(input, ctx);
  return editWindow(input, ctx, (tx, before) => changeOne(tx, before, { input, services, ownerTeamId, ctx, promisedMs }));
}
