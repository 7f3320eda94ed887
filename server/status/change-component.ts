import "server-only";
import { DomainError } from "../platform/errors";
import type { Tx } from "../platform/db";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import { countComponents, deleteComponentRow, findComponent, findServiceBySlug, insertComponents, listMonitorReferences, lockOrder, nextPosition, placeComponents, shownMonitorKeys, updateComponentRow, type ComponentRecord, type MonitorReference } from "./components-repository";
import { statusLimits, type AddMonitors, type CreateComponent, type UpdateComponent } from "./contract";
import { refreshStatusDays } from "./refresh-days";

const stale = (): DomainError => new DomainError("CONFLICT", "Somebody else has changed this component since you opened it. Reload to see the change, then make yours again.");
const unknown = (): DomainError => new DomainError("NOT_FOUND", "There is no such component.");

export interface Change {
  id: string;
  version: number;
}

const shown = ({ name, description, group, serviceId, monitorKeys, isPublic, position }: ComponentRecord) => ({ name, description, group, serviceId, monitorKeys, isPublic, position });

async function requireService(tx: Tx, slug: string | null): Promise<string | null> {
  if (slug === null) return null;
  const service = await findServiceBySlug(tx, slug);
  if (!service) throw new DomainError("VALIDATION", `There is no service "${slug}".`, { faults: [{ path: "service", message: "unknown" }] });
  return service.id;
}

function requireMonitors(all: readonly MonitorReference[], slugs: readonly string[]): MonitorReference[] {
  const missing = slugs.filter((slug) => !all.some((monitor) => monitor.slug === slug));
  if (missing.length > 0) throw new DomainError("VALIDATION", `There is no monitor ${missing.map((slug) => `"${slug}"`).join(", ")}.`, { faults: [{ path: "monitors", message: `unknown: ${missing.join(", ")}` }] });
  return all.filter(({ slug }) => slugs.includes(slug));
}

async function requireRoom(tx: Tx, more: number): Promise<void> {
  if ((await countComponents(tx)) + more > statusLimits.components) throw new DomainError("LIMIT_EXCEEDED", `A status page holds at most ${statusLimits.components} components. Put several monitors into one component.`);
}

/** Makes a component and writes its days, as far back as its monitors go. */
export async function createComponent(input: CreateComponent, ctx: Ctx): Promise<Change> {
  const id = newId("cmp");
  await businessWrite(ctx, { domains: ["status"] }, async (tx, record) => {
    await requireRoom(tx, 1);
    const serviceId = await requireService(tx, input.service);
    const all = await listMonitorReferences(tx);
    const monitors = input.monitors.length > 0 || serviceId === null ? requireMonitors(all, input.monitors) : all.filter((monitor) => monitor.serviceId === serviceId).slice(0, statusLimits.monitors);
    const { name, description, group, isPublic } = input;
    await insertComponents(tx, [{ id, name, description, group, isPublic, serviceId, monitorKeys: monitors.map(({ key }) => key), position: await nextPosition(tx), createdAt: ctx.clock.now() }]);
    record({ action: "status.component.create", entityType: "status_component", entityId: id, after: { ...input, monitors: monitors.map(({ slug }) => slug) } });
  });
  await refreshStatusDays(ctx);
  return { id, version: 1 };
}

/** Monitors that are gone stay behind the component: its history says that it had them. */
function keysAfter(before: ComponentRecord, all: readonly MonitorReference[], slugs: readonly string[] | undefined): number[] {
  if (slugs === undefined) return before.monitorKeys;
  const gone = before.monitorKeys.filter((key) => !all.some((monitor) => monitor.key === key));
  return [...gone, ...requireMonitors(all, slugs).map(({ key }) => key)];
}

/** Changes the fields that are named. Days that are written stay as they are: they tell what was shown then. */
export async function updateComponent({ id, version, service, monitors, ...fields }: UpdateComponent, ctx: Ctx): Promise<Change> {
  await businessWrite(ctx, { domains: ["status"] }, async (tx, record) => {
    const before = await findComponent(tx, id);
    if (!before) throw unknown();
    const after = { ...fields, ...(service === undefined ? {} : { serviceId: await requireService(tx, service) }), monitorKeys: keysAfter(before, await listMonitorReferences(tx), monitors) };
    if (!(await updateComponentRow(tx, { id, version }, after))) throw stale();
    record({ action: "status.component.update", entityType: "status_component", entityId: id, before: shown(before), after: { ...shown(before), ...after } });
  });
  return { id, version: version + 1 };
}

/** Takes a component away with its history. Hiding keeps it. */
export async function removeComponent({ id, version }: Change, ctx: Ctx): Promise<{ id: string }> {
  return businessWrite(ctx, { domains: ["status"] }, async (tx, record) => {
    const before = await findComponent(tx, id);
    if (!before) throw unknown();
    if (!(await deleteComponentRow(tx, { id, version }))) throw stale();
    record({ action: "status.component.remove", entityType: "status_component", entityId: id, before: shown(before) });
    return { id };
  });
}

/** Puts the components into this order. It has to name each of them once: otherwise somebody added or removed one meanwhile. */
export async function orderComponents({ ids }: { ids: readonly string[] }, ctx: Ctx): Promise<{ count: number }> {
  return businessWrite(ctx, { domains: ["status"] }, async (tx, record) => {
    const before = await lockOrder(tx);
    const wanted = new Set(ids);
    if (wanted.size !== ids.length || before.length !== ids.length || before.some((id) => !wanted.has(id))) throw new DomainError("CONFLICT", "Components were added or removed meanwhile. Reload to see them, then order them again.");
    await placeComponents(tx, ids);
    record({ action: "status.component.order", entityType: "status_page", entityId: "order", before: { ids: before }, after: { ids } });
    return { count: ids.length };
  });
}

/** Makes a component of each monitor named, or of each that no component shows yet: one write, one line in the audit. */
export async function addMonitors(input: AddMonitors, ctx: Ctx): Promise<{ created: number }> {
  const created = await businessWrite(ctx, { domains: ["status"] }, async (tx, record) => {
    const all = await listMonitorReferences(tx);
    const taken = await shownMonitorKeys(tx);
    const chosen = (input.monitors.length > 0 ? requireMonitors(all, input.monitors) : all).filter(({ key }) => !taken.has(key));
    if (chosen.length === 0) throw new DomainError("PRECONDITION_FAILED", "Every monitor is shown by a component already.");
    await requireRoom(tx, chosen.length);
    const first = await nextPosition(tx);
    await insertComponents(tx, chosen.map(({ key, name, serviceId, isDemo }, index) => ({ id: newId("cmp"), name: name.slice(0, statusLimits.name), group: input.group, isPublic: input.isPublic, serviceId, monitorKeys: [key], isDemo, position: first + index, createdAt: ctx.clock.now() })));
    record({ action: "status.component.add_monitors", entityType: "status_page", entityId: "components", after: { monitors: chosen.map(({ slug }) => slug), group: input.group, isPublic: input.isPublic } });
    return chosen.length;
  });
  await refreshStatusDays(ctx);
  return { created };
}
