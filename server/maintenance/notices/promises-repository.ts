import "server-only";
import type { NoticeHolder, NoticePromises } from "#core/maintenance";
import { db, type Tx } from "../../platform/db";
import { noticePromisesSchema, type NoticePromiseHours } from "../contract";

const key = "maintenance.notice";
const hourMs = 3_600_000;
const none: NoticePromiseHours = { customers: {}, services: {} };

/** What is promised, in hours; nothing until somebody sets it. */
export async function readPromiseHours(): Promise<NoticePromiseHours> {
  const parsed = noticePromisesSchema.safeParse((await db().setting.findUnique({ where: { key } }))?.value);
  return parsed.success ? parsed.data : none;
}

const inMs = (hours: Readonly<Record<string, number | undefined>>): Record<string, number> => Object.fromEntries(Object.entries(hours).map(([name, value]) => [name, (value ?? 0) * hourMs]));
export async function readPromises(): Promise<NoticePromises> {
  const { customers, services } = await readPromiseHours();
  return { customers: inMs(customers), services: inMs(services) };
}

export const savePromises = (tx: Tx, value: NoticePromiseHours) => tx.setting.upsert({ where: { key }, create: { key, value: { ...value } }, update: { value: { ...value } } });

/** Customers who use any of these services, with the tiers of those that they use. */
export async function customersOf(serviceIds: readonly string[]): Promise<NoticeHolder[]> {
  const rows = await db().customerService.findMany({ where: { serviceId: { in: [...serviceIds] } }, select: { customer: { select: { id: true, name: true, tier: true } }, service: { select: { tier: true } } } });
  const byId = new Map<string, { name: string; customerTier: string; serviceTiers: number[] }>();
  for (const { customer, service } of rows) {
    const holder = byId.get(customer.id) ?? { name: customer.name, customerTier: customer.tier, serviceTiers: [] };
    holder.serviceTiers.push(service.tier);
    byId.set(customer.id, holder);
  }
  return [...byId.values()];
}
