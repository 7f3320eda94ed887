import "server-only";
import { placeEvents, upstreamOf } from "#core/deployments";
import { can } from "../platform/auth/actor";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import { permissionsOfKind } from "./changes-sql";
import { timelineKinds, type WhatChanged, type WhatChangedOutput } from "./contract";
import { findAnchor, listDependencies, listServices, readTimeline, type Anchor, type KnownService } from "./timeline-repository";

/** Rows of several services are told once; so many more are read than are shown. */
const spareFactor = 3;

async function anchorOf(input: WhatChanged, ctx: Ctx): Promise<Anchor | null> {
  if (input.before !== undefined) return null;
  const kind = input.incident === undefined ? "alert" : "incident";
  if (!can(ctx.actor, permissionsOfKind[kind])) throw new DomainError("FORBIDDEN", `Your role does not include "${permissionsOfKind[kind]}". Ask an administrator if you need it.`);
  const anchor = await findAnchor(ctx.actor.scope, input);
  if (!anchor) throw new DomainError("NOT_FOUND", `There is no ${kind} ${input.incident ?? input.alert}.`);
  return anchor;
}

function requireService(services: readonly KnownService[], slug: string): KnownService {
  const found = services.find((service) => service.slug === slug);
  if (!found) throw new DomainError("VALIDATION", `There is no service "${slug}".`, { faults: [{ path: "service", message: "is not known" }] });
  return found;
}

/**
 * What changed before an instant, an incident or an alert: deployments, planned work, steps of changes, edits of configuration, incidents, alerts and freezes, of the service and what it
 * depends on. Only of kinds that the reader may see; the others are named as hidden.
 */
export async function whatChanged(input: WhatChanged, ctx: Ctx): Promise<WhatChangedOutput> {
  const anchor = await anchorOf(input, ctx);
  const [services, dependencies] = await Promise.all([listServices(), listDependencies()]);
  const serviceId = input.service === undefined ? (anchor?.serviceId ?? null) : requireService(services, input.service).id;
  const distances = serviceId === null ? null : upstreamOf(serviceId, dependencies);
  const to = anchor?.at ?? new Date(input.before ?? ctx.clock.now());
  const from = new Date(to.getTime() - input.minutes * 60_000);
  const kinds = timelineKinds.filter((kind) => can(ctx.actor, permissionsOfKind[kind]));
  const limit = input.limit * spareFactor + 1;
  const events = await readTimeline({ kinds, from, to, serviceIds: distances && [...distances.keys()], except: [anchor?.id, anchor?.incidentId].flatMap((id) => id ?? []), scope: ctx.actor.scope, limit }, ctx.signal);
  const placed = placeEvents(events, distances);
  const named = (id: string | null): { slug: string; name: string } | null => {
    const service = services.find((one) => one.id === id);
    return service ? { slug: service.slug, name: service.name } : null;
  };
  return {
    from: from.toISOString(), to: to.toISOString(), anchor: anchor && { title: anchor.title, href: anchor.href }, hidden: timelineKinds.filter((kind) => !kinds.includes(kind)),
    services: [...(distances ?? [])].flatMap(([id, distance]) => {
      const service = named(id);
      return service ? [{ ...service, distance }] : [];
    }),
    items: placed.slice(0, input.limit).map(({ atMs, serviceId: id, ...event }) => ({ ...event, at: new Date(atMs).toISOString(), service: named(id) })),
    nextCursor: null, isCut: placed.length > input.limit || events.length === limit,
  };
}
