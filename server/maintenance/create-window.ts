import "server-only";
import { faultsOfRecurrence, instantOf, isLocalTime } from "#core/maintenance";
import type { z } from "zod";
import { DomainError } from "../platform/errors";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import type { createdOutput, CreateWindow } from "./contract";
import { insertSeries } from "./series-repository";
import { listKnownServices, teamBySlug } from "./surroundings-repository";
import { requireKnown } from "./surroundings";
import { tellConcerned } from "./notices/tell-concerned";
import { appendWindowEvent, findWindowForEdit, insertWindow, replaceWindowServices } from "./windows-repository";
import { writeOccurrences } from "./write-series";

/** The instant of a local time that has to exist. */
export function requireInstant(startsLocal: string, zone: string): Date {
  if (!isLocalTime(startsLocal)) throw new DomainError("VALIDATION", "That day or time does not exist.", { faults: [{ path: "startsLocal", message: "is not a time" }] });
  return new Date(instantOf(startsLocal, zone));
}

export async function requireTeam(slug: string | null, fallback: string | null): Promise<string | null> {
  if (slug === null) return fallback;
  const team = await teamBySlug(slug);
  if (!team) throw new DomainError("VALIDATION", `There is no team "${slug}".`, { faults: [{ path: "team", message: "an existing team" }] });
  return team.id;
}

/** Plans work: one window as a draft, or a series whose occurrences are written as far as the horizon. */
export async function createWindow(input: CreateWindow, ctx: Ctx): Promise<z.input<typeof createdOutput>> {
  const { services: slugs, team, repeats, startsLocal, durationMs, lateNotice, ...fields } = input;
  const services = requireKnown(await listKnownServices(), slugs);
  const startsAt = requireInstant(startsLocal, input.zone);
  const endsAt = new Date(startsAt.getTime() + durationMs);
  const at = ctx.clock.now();
  if (repeats) {
    const faults = faultsOfRecurrence({ ...repeats, startsLocal, zone: input.zone, durationMs });
    if (faults.length > 0) throw new DomainError("VALIDATION", `The repetition cannot be used: ${faults[0]?.message}.`, { faults: faults.map(({ field, message }) => ({ path: field === "startsLocal" || field === "durationMs" || field === "zone" ? field : `repeats.${field}`, message })) });
  } else if (endsAt <= at) throw new DomainError("VALIDATION", "That time is over already.", { faults: [{ path: "startsLocal", message: "lies in the past" }] });
  const ownerTeamId = await requireTeam(team, services[0]?.ownerTeamId ?? null);
  return businessWrite(ctx, { domains: ["maintenance", "slo"], timeoutMs: 60_000 }, async (tx, record) => {
    if (repeats) {
      const series = await insertSeries(tx, { id: newId("mws"), ...fields, ...repeats, ownerTeamId, startsLocal, durationMs, serviceIds: services.map(({ id }) => id), createdAt: at });
      const { count, first } = await writeOccurrences(tx, series, { at, by: { name: ctx.actor.name, userId: ctx.actor.userId } });
      if (first === null) throw new DomainError("VALIDATION", "This repetition gives nothing within the next 400 days.", { faults: [{ path: "repeats.rrule", message: "gives nothing any more" }] });
      const window = await findWindowForEdit(tx, ctx.actor.scope, first);
      if (window?.status === "requested") await tellConcerned(tx, { before: { ...window, status: "draft", requestedAt: null }, after: window }, ctx);
      record({ action: "maintenance.series.create", entityType: "maintenance_series", entityId: series.id, after: { ...input, occurrences: count } });
      return { number: first, version: 1, series: series.id, windows: count };
    }
    const { id, number } = await insertWindow(tx, { id: newId("mw"), ...fields, lateNotice: lateNotice ?? null, ownerTeamId, startsAt, endsAt, requestedBy: ctx.actor.name, requestedById: ctx.actor.userId, createdAt: at, updatedAt: at });
    await replaceWindowServices(tx, id, services.map((service) => service.id));
    await appendWindowEvent(tx, id, { kind: "created", at, actorName: ctx.actor.name, text: "Drafted" });
    record({ action: "maintenance.window.create", entityType: "maintenance_window", entityId: id, after: { number, ...input } });
    return { number, version: 1, series: null, windows: 1 };
  });
}
