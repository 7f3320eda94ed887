import { createRandom, type Random } from "../random";
import type { Row } from "../row";
import { dayMs, demandOfDay, hourMs, type Timeline } from "../rhythm";
import { handbookPages } from "./handbook";
import type { DemoPage } from "./page";
import { customerPages, policyPages } from "./policies";
import { docRequests } from "./requests";

const pages: readonly DemoPage[] = [...handbookPages, ...policyPages, ...customerPages];
/** Days of readings that are told; the board looks at thirty. */
const daysOfReads = 90;

const spaces = [
  { slug: "handbook", title: "Handbook", description: "How we work.", audience: [] },
  { slug: "policies", title: "Policies", description: "What holds for everybody.", audience: [] },
  { slug: "customer-help", title: "Help for customers", description: "Shown to the people of our customers as well.", audience: ["requester", "support", "operator", "executive", "viewer"] },
] as const;

const iso = (ms: number): string => new Date(ms).toISOString();
const dayOf = (ms: number): string => iso(ms).slice(0, 10);
const pageId = (slug: string): string => `doc_demo_${slug}`;
const spaceId = (slug: string): string => `spc_demo_${slug}`;

const headingsOf = (body: string) => [...body.matchAll(/^(#{1,6}) (.+)$/gm)].map(([, marks = "", text = ""]) => ({ level: marks.length, text }));
const publishedOf = ({ revisions }: Pick<DemoPage, "revisions">) => revisions.filter(({ publishedBy }) => publishedBy !== null);

function pageRow(page: DemoPage, weight: number, { fromMs, untilMs }: Timeline): Row {
  const published = publishedOf(page);
  const changedMs = untilMs - (published.at(-1)?.daysAgo ?? 365) * dayMs;
  return {
    id: pageId(page.slug), slug: page.slug, kind: page.kind, space_id: spaceId(page.space), title: page.title, section: page.section, body: page.body, headings: headingsOf(page.body), links: [], alert_names: [], weight, state: "published", published_version: published.length + 1,
    owner_name: page.owner, review_by: page.reviewInDays === null ? null : dayOf(untilMs + page.reviewInDays * dayMs), review_every_days: page.reviewInDays === null ? null : 180, reviewed_at: page.reviewedDaysAgo === null ? null : iso(untilMs - page.reviewedDaysAgo * dayMs), reviewed_by: page.reviewedDaysAgo === null ? null : page.owner,
    audience: [], is_demo: true, version: published.length + 1, created_at: iso(fromMs), updated_at: iso(Math.max(fromMs, changedMs)),
  };
}

/** Texts from the first to the one that may come: each revision undone, from the newest published one backwards. */
function versionRows(page: DemoPage, { fromMs, untilMs }: Timeline): Row[] {
  const published = publishedOf(page);
  const textBefore = (count: number): string => published.slice(count).reduceRight((text, { before, after }) => text.replace(after, before), page.body);
  const first = { note: "", by: page.owner ?? "Demo Admin", daysAgo: 365, publishedBy: page.owner };
  return [first, ...page.revisions].map((revision, index) => {
    const isWaiting = index > 0 && revision.publishedBy === null;
    const text = isWaiting ? page.revisions.slice(published.length, index).reduce((body, { before, after }) => body.replace(before, after), page.body) : textBefore(index);
    const atMs = Math.max(fromMs, untilMs - revision.daysAgo * dayMs);
    return { document_id: pageId(page.slug), number: index + 1, title: page.title, body: text, note: revision.note, origin: "edit", state: isWaiting ? "in_review" : "published", author_name: revision.by, created_at: iso(atMs), reviewed_by: isWaiting ? null : revision.publishedBy, review_note: "", reviewed_at: isWaiting ? null : iso(atMs + hourMs) };
  });
}

function readRows({ slug, readsPerDay }: DemoPage, random: Random, { untilMs }: Timeline): Row[] {
  const today = Math.floor(untilMs / dayMs) * dayMs;
  return Array.from({ length: daysOfReads }, (_, back) => today - back * dayMs).flatMap((dayStartMs) => {
    const reads = random.poisson(readsPerDay * demandOfDay(dayStartMs));
    return reads === 0 ? [] : [{ document_id: pageId(slug), day: dayOf(dayStartMs), reads }];
  });
}

/** Opinions of colleagues; those who said no come last. */
const feedbackRows = ({ slug, yes, no, ...page }: DemoPage, readers: readonly string[], { untilMs }: Timeline): Row[] =>
  readers.slice(0, yes + no).map((userId, index) => ({ document_id: pageId(slug), user_id: userId, version: publishedOf(page).length + 1, is_useful: index < yes, comment: "", at: iso(untilMs - (index * 4 + 1) * dayMs) }));

const requestRows = ({ untilMs }: Timeline): Row[] =>
  docRequests.map(({ words, times, lastHoursAgo, owner, state }, index) => ({ id: `drq_demo_${index + 1}`, words, times, state, owner_name: owner, last_at: iso(untilMs - lastHoursAgo * hourMs), closed_at: state === "declined" ? iso(untilMs - lastHoursAgo * hourMs) : null, version: 1, created_at: iso(untilMs - 60 * dayMs) }));

export interface HandbookRows {
  spaces: Row[];
  pages: Row[];
  versions: Row[];
  reads: Row[];
  feedback: Row[];
  requests: Row[];
}

/** Pages that people wrote, how much they are read, what readers think of them, and what they looked for in vain. */
export function planHandbook(seed: number, timeline: Timeline, readers: readonly string[]): HandbookRows {
  return {
    spaces: spaces.map((space, position) => ({ id: spaceId(space.slug), ...space, audience: [...space.audience], position: position + 1, is_shipped: false, is_demo: true, version: 1, created_at: iso(timeline.fromMs) })),
    pages: pages.map((page, index) => pageRow(page, index, timeline)),
    versions: pages.flatMap((page) => versionRows(page, timeline)),
    reads: pages.flatMap((page) => readRows(page, createRandom(seed, `reads/${page.slug}`), timeline)),
    feedback: pages.flatMap((page) => feedbackRows(page, readers, timeline)),
    requests: requestRows(timeline),
  };
}
