import type { ComponentState, DayKind, PublicComponent, PublicDay, PublicIncident, PublicWork, StatusPage } from "../contract";
import { statusLimits } from "../contract";
import { style } from "./style";
import { dateWords, dayWords, durationWords, escapeText as text, impactWords, incidentWords, shareWords, stateWords, timeWords, workWords } from "./words";

type Tone = "ok" | "warn" | "crit" | "info" | "none";

const toneOf: Readonly<Record<ComponentState, Tone>> = { operational: "ok", degraded: "warn", partly_down: "warn", down: "crit", maintenance: "info", no_data: "none" };
const dayClass: Readonly<Record<DayKind, string>> = { up: "", disturbed: "d", outage: "x", maintenance: "m", no_data: "n" };
/** Days that a narrow screen leaves out. */
const oldDays = statusLimits.shownDays / 2;

const symbols = `<svg width="0" height="0" class="sr" aria-hidden="true"><defs><symbol id="ok" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7.25" fill="currentColor"/><path d="M4.9 8.2l2.1 2.1 4.1-4.4" fill="none" stroke="var(--on)" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/></symbol><symbol id="warn" viewBox="0 0 16 16"><path d="M8 1.3 15.2 14.2H.8z" fill="currentColor" stroke="currentColor" stroke-width="1.2" stroke-linejoin="round"/><path d="M8 6v4" stroke="var(--on)" stroke-width="1.8" stroke-linecap="round"/><circle cx="8" cy="12.2" r="1" fill="var(--on)"/></symbol><symbol id="crit" viewBox="0 0 16 16"><path d="M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5z" fill="currentColor"/><path d="M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8" stroke="var(--on)" stroke-width="1.8" stroke-linecap="round"/></symbol><symbol id="info" viewBox="0 0 24 24"><path d="M14.7 6.3a1 1 0 0 0 0 1.4l1.6 1.6a1 1 0 0 0 1.4 0l3.77-3.77a6 6 0 0 1-7.94 7.94l-6.91 6.91a2.12 2.12 0 0 1-3-3l6.91-6.91a6 6 0 0 1 7.94-7.94l-3.76 3.76z" fill="currentColor"/></symbol><symbol id="none" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" stroke-width="1.8" stroke-dasharray="3.2 2.5"/></symbol></defs></svg>`;
const logo = `<svg width="24" height="24" viewBox="0 0 20 20" aria-hidden="true"><rect x="1" y="1" width="18" height="18" rx="5" fill="currentColor"/><path d="M5 13.2h10M5 10h6.5M5 6.8h3.5" stroke="var(--bg)" stroke-width="1.7" stroke-linecap="round"/></svg>`;

const mark = (tone: Tone): string => `<svg class="m ${tone}" aria-hidden="true"><use href="#${tone}"/></svg>`;
const instant = (iso: string): string => `<time datetime="${iso}">${dateWords(iso)}, ${timeWords(iso)}</time>`;

function dayTitle({ day, kind, availability, observedMs, downMs }: PublicDay): string {
  const share = availability === null || downMs === 0 ? "" : `, ${shareWords(availability)} available, down ${durationWords(downMs)} of ${durationWords(observedMs)} observed`;
  return `${dateWords(day)}: ${dayWords[kind]}${share}`;
}

const bar = (day: PublicDay, index: number): string => {
  const names = [dayClass[day.kind], index < oldDays ? "o" : ""].filter(Boolean).join(" ");
  return `<i${names === "" ? "" : ` class="${names}"`} title="${dayTitle(day)}"></i>`;
};

/** The bars in words: days with downtime one by one, days without data by their number. */
function daysInWords(days: readonly PublicDay[]): string {
  const hit = days.filter(({ downMs }) => downMs > 0);
  const silent = days.filter(({ availability }) => availability === null).length;
  if (hit.length === 0 && silent === 0) return "";
  const label = [hit.length > 0 ? `${hit.length} ${hit.length === 1 ? "day" : "days"} with downtime` : "", silent > 0 ? `${silent} ${silent === 1 ? "day" : "days"} without data` : ""].filter(Boolean).join(", ");
  if (hit.length === 0) return `<p class="q">${label}</p>`;
  return `<details><summary>${label}</summary><ul>${hit.toReversed().map((day) => `<li>${dayTitle(day)}</li>`).join("")}</ul></details>`;
}

function stateText({ state, observedUntil }: PublicComponent): string {
  if (state !== "no_data" || observedUntil === null) return stateWords[state];
  return `No data since ${instant(observedUntil)}`;
}

function componentHtml(component: PublicComponent): string {
  const { name, description, state, availability, days } = component;
  const told = description === "" ? "" : `<p class="q">${text(description)}</p>`;
  return `<li class="c"><div class="r"><h3>${text(name)}</h3><span class="q">${shareWords(availability)}</span><span class="s">${mark(toneOf[state])}${stateText(component)}</span></div>${told}<div class="bars" role="img" aria-label="${text(name)}: ${availability === null ? "no data" : `${shareWords(availability)} available`} over ${days.length} days">${days.map(bar).join("")}</div>${daysInWords(days)}</li>`;
}

function componentsHtml({ components }: StatusPage): string {
  if (components.length === 0) return `<section><h2>Components</h2><p class="q">No component is shown to the public yet.</p></section>`;
  const items = components.map((component, index) => (component.group !== "" && component.group !== components[index - 1]?.group ? `<li class="g">${text(component.group)}</li>` : "") + componentHtml(component));
  const first = components[0]?.days[0]?.day ?? "";
  const key = [["", "Operational"], ["d", "Some downtime"], ["x", "Outage"], ["m", "Planned maintenance"], ["n", "No data"]].map(([name = "", word = ""]) => `<li><i class="${name}"></i>${word}</li>`).join("");
  return `<section><h2>Components</h2><div class="ax"><span>Availability over ${statusLimits.shownDays} days</span><span>now</span></div><ul class="list">${items.join("")}</ul><div class="ax"><span class="wide">${dateWords(first)}, ${statusLimits.shownDays} days ago</span><span class="slim">${oldDays} days ago</span><span>today</span></div><ul class="key">${key}</ul></section>`;
}

const updatesHtml = ({ updates }: PublicIncident): string => (updates.length === 0 ? "" : `<dl class="up">${updates.map(({ at, text: told }) => `<dt>${instant(at)}</dt><dd>${text(told)}</dd>`).join("")}</dl>`);
const about = (names: readonly string[]): string => (names.length === 0 ? "" : `<p>${text(names.join(", "))}</p>`);

const incidentHtml = (incident: PublicIncident): string =>
  `<article class="it" id="incident-${incident.number}"><span class="q">${instant(incident.startedAt)}<br>${incident.resolvedAt === null ? `open for ${durationWords(incident.durationMs)}` : `lasted ${durationWords(incident.durationMs)}`}</span><div><h3>${text(incident.title)}</h3>${incident.resolvedAt === null ? `<p>${incidentWords[incident.state]}</p>` : ""}${about(incident.components)}${updatesHtml(incident)}</div></article>`;

const workHtml = ({ number, title, state, startsAt, endsAt, impact, components }: PublicWork): string =>
  `<article class="it" id="work-${number}"><span class="q">${instant(startsAt)}<br>to ${startsAt.slice(0, 10) === endsAt.slice(0, 10) ? timeWords(endsAt) : instant(endsAt)}</span><div><h3>${text(title)}</h3><p>${workWords[state]}. ${impactWords[impact]}</p>${about(components)}</div></article>`;

const listed = <T>(title: string, items: readonly T[], { html, none }: { html: (item: T) => string; none: string }): string =>
  items.length === 0 && none === "" ? "" : `<section><h2>${title}</h2>${items.length === 0 ? `<p class="q">${none}</p>` : items.map(html).join("")}</section>`;

function nowHtml(page: StatusPage): string {
  const tone = page.open.length > 0 && toneOf[page.state] !== "crit" ? "warn" : toneOf[page.state];
  const single = page.open.length === 1 ? page.open[0] : undefined;
  const told = single ? `<p>${incidentWords[single.state]}, since ${instant(single.startedAt)} UTC.</p>${about(single.components)}${updatesHtml(single)}` : "";
  return `<div class="now ${tone}"${single ? ` id="incident-${single.number}"` : ""}><h1>${mark(tone)}<span>${text(page.headline)}</span></h1>${told}</div>`;
}

/** The public page: no script, nothing loaded from elsewhere, every word from outside escaped. `lateSince`: it could not be made anew since then. */
export function renderHtml(page: StatusPage, { lateSince }: { lateSince: string | null }): string {
  const late = lateSince === null ? "" : `<p class="late" role="status">This page could not be refreshed since ${instant(lateSince)} UTC. What it says may have changed.</p>`;
  const body = [
    late, nowHtml(page), listed("Open incidents", page.open.length > 1 ? page.open : [], { html: incidentHtml, none: "" }), listed("Planned maintenance", page.planned, { html: workHtml, none: "" }), componentsHtml(page),
    listed("Past incidents", page.past, { html: incidentHtml, none: `None in the last ${statusLimits.shownDays} days.` }),
  ].join("");
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${text(page.headline)} · Status</title><link rel="icon" href="/icon.svg"><link rel="alternate" type="application/rss+xml" title="Incidents and maintenance" href="/status.rss"><style>${style}</style></head><body>${symbols}<div class="w"><header>${logo}<b>Service status</b><a href="status.rss">RSS</a><a href="status.json">JSON</a></header><main>${body}</main><footer><p id="method">${text(page.method)}</p><p>Times in UTC. As of ${instant(page.generatedAt)}.</p></footer></div></body></html>`;
}
