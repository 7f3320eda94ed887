import "server-only";
import { dependentsOf, instantOf, isLocalTime, lateReaders, promiseTo, type NoticeHolder } from "#core/maintenance";
import type { z } from "zod";
import { DomainError } from "../../platform/errors";
import type { Ctx } from "../../platform/registry";
import { businessWrite } from "../../platform/write";
import { maintenanceLimits, type lateNoticeInput, type lateNoticeOutput, type NoticePromiseHours } from "../contract";
import { listDependencies, listKnownServices, type KnownService } from "../surroundings-repository";
import { findWindow } from "../windows-repository";
import { customersOf, readPromiseHours, readPromises, savePromises } from "./promises-repository";
import { loadSubscribers, subscribersOf } from "./tell-windows";

/** Whom work on these services affects, directly or over what depends on them: customers, and those who asked to be told of the services themselves. */
async function holdersOf(services: readonly KnownService[], { known, now }: { known: readonly KnownService[]; now: Date }): Promise<NoticeHolder[]> {
  const ids = services.map(({ id }) => id);
  const reached = [...ids, ...dependentsOf(ids, await listDependencies())];
  const [customers, world] = await Promise.all([customersOf(reached.filter((id) => known.some((service) => service.id === id))), loadSubscribers(now)]);
  const others = subscribersOf(ids, world).filter(({ customerId }) => customerId === null);
  return [...customers, ...others.map(({ name }): NoticeHolder => ({ name, customerTier: null, serviceTiers: services.map(({ tier }) => tier) }))];
}

/** The longest notice that anybody whom work on these services affects is promised by their tier or the services'; 0 = nobody is promised any. Work without effect owes none. */
export async function promisedNoticeMs({ serviceIds, impact }: { serviceIds: readonly string[]; impact: string }, { known, now }: { known: readonly KnownService[]; now: Date }): Promise<number> {
  const promises = await readPromises();
  if (impact === "none" || Object.keys(promises.customers).length + Object.keys(promises.services).length === 0) return 0;
  const services = known.filter(({ id }) => serviceIds.includes(id));
  const held = [...(await holdersOf(services, { known, now })), { name: "", customerTier: null, serviceTiers: services.map(({ tier }) => tier) }];
  return Math.max(0, ...held.map((holder) => promiseTo(holder, { promises, noticeMs: 0 })?.promisedMs ?? 0));
}

/** Since when people know of the plan at hand: from its announcement if it stays at that time, otherwise from now. */
async function knownSinceMs(number: number | undefined, startMs: number, ctx: Ctx): Promise<number> {
  const window = number === undefined ? null : await findWindow(ctx.actor.scope, number);
  const isSame = window !== null && window.startsAt.getTime() === startMs;
  return isSame && window.announcedAt !== null ? window.announcedAt.getTime() : ctx.clock.now().getTime();
}

/** Exactly who would get less notice than promised if work were planned like this. Stores nothing. */
export async function checkLateNotice({ services: slugs, startsLocal, zone, noticeMs, impact, number }: z.output<typeof lateNoticeInput>, ctx: Ctx): Promise<z.input<typeof lateNoticeOutput>> {
  const [known, promises] = await Promise.all([listKnownServices(), readPromises()]);
  const services = known.filter(({ slug }) => slugs.includes(slug));
  if (!isLocalTime(startsLocal)) return { givenMs: null, late: [], total: 0, affected: 0, isUnmet: false };
  const startMs = instantOf(startsLocal, zone);
  const givenMs = Math.max(0, startMs - (await knownSinceMs(number, startMs, ctx)));
  const holders = impact === "none" ? [] : await holdersOf(services, { known, now: ctx.clock.now() });
  const late = lateReaders(holders, { promises, noticeMs, givenMs });
  const owedMs = Math.max(noticeMs, await promisedNoticeMs({ serviceIds: services.map(({ id }) => id), impact }, { known, now: ctx.clock.now() }));
  return { givenMs, late: late.slice(0, maintenanceLimits.page), total: late.length, affected: holders.length, isUnmet: givenMs < owedMs };
}

export const getPromises = (): Promise<NoticePromiseHours> => readPromiseHours();

/** Sets what people are promised by their tier and by that of the service. */
export async function setPromises(input: NoticePromiseHours, ctx: Ctx): Promise<NoticePromiseHours> {
  const before = await readPromiseHours();
  return businessWrite(ctx, { domains: ["maintenance"] }, async (tx, record) => {
    await savePromises(tx, input);
    record({ action: "maintenance.promises.set", entityType: "setting", entityId: "maintenance.notice", before, after: input });
    return input;
  });
}

/** What a move makes of the reason for less notice: needed where the new time is too close, gone where it is not. `promisedMs` is the longest promise. */
export function lateAfterMove({ startsAt, given, promisedMs, isDraft }: { startsAt: Date; given: string | undefined; promisedMs: number; isDraft: boolean }, at: Date): { lateNotice: string | null } {
  const isLate = startsAt.getTime() - at.getTime() < promisedMs;
  if (!isLate) return { lateNotice: null };
  if (given === undefined && !isDraft) throw new DomainError("VALIDATION", "That is less notice than promised. Say why less is acceptable, or choose a later time.", { faults: [{ path: "lateNotice", message: "Why is less notice acceptable?" }] });
  return { lateNotice: given ?? null };
}
