import "server-only";
import { faultsOfTemplate, noticePlaceholders, noticeText, sampleSubject, standardTemplates } from "#core/maintenance";
import type { z } from "zod";
import { DomainError } from "../../platform/errors";
import type { Ctx } from "../../platform/registry";
import { businessWrite } from "../../platform/write";
import { noticeAudiences, type NoticeAudience, type NoticeTemplateView, type noticeTemplatesOutput, type previewNoticeInput, type previewNoticeOutput, type setNoticeTemplateInput } from "../contract";
import { insertTemplate, listTemplateVersions, type TemplateRecord } from "./templates-repository";

function present(audience: NoticeAudience, versions: readonly TemplateRecord[]): NoticeTemplateView {
  const own = versions.filter((one) => one.audience === audience);
  const { version, title, body } = own[0] ?? { version: 0, title: null, body: null };
  const standard = standardTemplates[audience];
  return {
    audience, version, isOwn: title !== null && body !== null, title: title ?? standard.title, body: body ?? standard.body, placeholders: [...noticePlaceholders[audience]],
    history: own.slice(0, 20).map((one) => ({ version: one.version, title: one.title, body: one.body, actorName: one.actorName, at: one.at.toISOString() })),
  };
}

export async function getTemplates(): Promise<z.input<typeof noticeTemplatesOutput>> {
  const versions = await listTemplateVersions();
  return { items: noticeAudiences.map((audience) => present(audience, versions)), nextCursor: null };
}

const changedMeanwhile = (): DomainError => new DomainError("CONFLICT", "Somebody else has changed these words since you opened them. Reload to see the change, then make yours again.");

/** Writes a further version; those before stay. Null goes back to the words of the product. What was sent or written to be sent stays as it is. */
export async function setTemplate({ audience, version, title, body }: z.output<typeof setNoticeTemplateInput>, ctx: Ctx): Promise<NoticeTemplateView> {
  if ((title === null) !== (body === null)) throw new DomainError("VALIDATION", "Title and text are given together, or neither.", { faults: [{ path: title === null ? "title" : "body", message: "is missing" }] });
  const faults = title === null || body === null ? [] : faultsOfTemplate(audience, { title, body });
  if (faults.length > 0) throw new DomainError("VALIDATION", `The words cannot be used: ${faults.join("; ")}.`, { faults: faults.map((message) => ({ path: "body", message })) });
  const before = (await listTemplateVersions()).find((one) => one.audience === audience);
  if ((before?.version ?? 0) !== version) throw changedMeanwhile();
  await businessWrite(ctx, { domains: ["maintenance"] }, async (tx, record) => {
    if (!(await insertTemplate(tx, { audience, version: version + 1, title, body, actorName: ctx.actor.name, at: ctx.clock.now() }))) throw changedMeanwhile();
    record({ action: "maintenance.template.set", entityType: "notice_template", entityId: audience, before: { title: before?.title ?? null, body: before?.body ?? null }, after: { version: version + 1, title, body } });
  });
  return present(audience, await listTemplateVersions());
}

/** How the words would read, with a window that nobody plans. */
export function previewTemplate({ audience, moment, zone, title, body }: z.output<typeof previewNoticeInput>, ctx: Ctx): Promise<z.input<typeof previewNoticeOutput>> {
  const template = { title, body };
  return Promise.resolve({ ...noticeText(moment, sampleSubject(ctx.clock.now().getTime()), { audience, zone, template }), faults: faultsOfTemplate(audience, template) });
}
