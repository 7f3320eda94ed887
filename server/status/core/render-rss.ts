import type { PublicIncident, PublicWork, StatusPage } from "../contract";
import { escapeText as text, impactWords, incidentWords, workWords } from "./words";

interface Item {
  id: string;
  title: string;
  at: string;
  description: string;
}

const about = (names: readonly string[]): string => (names.length === 0 ? "" : ` Concerns ${names.join(", ")}.`);

function incidentItem({ number, title, state, startedAt, resolvedAt, components, updates }: PublicIncident): Item {
  const told = updates.map((update) => `${update.at.slice(0, 16).replace("T", " ")} UTC: ${update.text}`).join("\n");
  return { id: `incident-${number}`, title: `${incidentWords[state]}: ${title}`, at: updates[0]?.at ?? resolvedAt ?? startedAt, description: `${incidentWords[state]}.${about(components)}\n${told}`.trim() };
}

const workItem = ({ number, title, state, startsAt, endsAt, impact, components }: PublicWork): Item => ({
  id: `work-${number}`, title: `${workWords[state]}: ${title}`, at: startsAt, description: `${startsAt.slice(0, 16).replace("T", " ")} to ${endsAt.slice(0, 16).replace("T", " ")} UTC. ${impactWords[impact]}${about(components)}`,
});

const itemXml = (base: string, { id, title, at, description }: Item): string =>
  `<item><title>${text(title)}</title><link>${text(base)}/status#${id}</link><guid isPermaLink="false">${id}-${text(at)}</guid><pubDate>${new Date(at).toUTCString()}</pubDate><description>${text(description)}</description></item>`;

/** Incidents and planned work as RSS 2.0. An entry changes its id with its newest update, so that readers show it again. */
export function renderRss(page: StatusPage, base: string): string {
  const items = [...[...page.open, ...page.past].map(incidentItem), ...page.planned.map(workItem)];
  return `<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Service status</title><link>${text(base)}/status</link><atom:link href="${text(base)}/status.rss" rel="self" type="application/rss+xml"/><description>Incidents and planned maintenance</description><lastBuildDate>${new Date(page.generatedAt).toUTCString()}</lastBuildDate>${items.map((item) => itemXml(base, item)).join("")}</channel></rss>`;
}
