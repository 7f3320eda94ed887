import type { Impact, NoticeAudience, NoticeMoment, Risk, WindowStatus } from "../contract";

/** What a message says of a window; instants in epoch ms. */
export interface NoticeSubject {
  number: number;
  title: string;
  description: string;
  closingNote: string;
  services: readonly string[];
  status: WindowStatus;
  risk: Risk;
  impact: Impact;
  startsAtMs: number;
  endsAtMs: number;
  /** The plan that the reader was told before; null = none. */
  before: { startsAtMs: number; endsAtMs: number } | null;
  nowMs: number;
  /** The window's page, for the organisation's own people. */
  url: string;
  /** The public status page, where the window stands on it. */
  statusUrl: string | null;
}

const expectations: Readonly<Record<Impact, string>> = { none: "You should notice nothing.", degraded: "Expect slow answers or short interruptions.", outage: "Expect the service to be unavailable." };
const outcomes: Readonly<Partial<Record<WindowStatus, string>>> = { completed: "Maintenance is done", failed: "Maintenance failed", rolled_back: "Maintenance was rolled back" };

const format = (atMs: number, zone: string, parts: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat("en-GB", { timeZone: zone, hourCycle: "h23", ...parts }).format(atMs);
const day = { weekday: "short", day: "numeric", month: "short", year: "numeric" } as const;
const clock = { hour: "2-digit", minute: "2-digit" } as const;

/** "Sat, 19 Sept 2026, 02:00 to 02:45 CEST": a plan as a reader in a zone says it. */
export function planText({ startsAtMs, endsAtMs }: { startsAtMs: number; endsAtMs: number }, zone: string): string {
  const isSameDay = format(startsAtMs, zone, day) === format(endsAtMs, zone, day);
  const zoneName = format(endsAtMs, zone, { ...clock, timeZoneName: "short" }).replace(/^[\d:]+\s/, "");
  return `${format(startsAtMs, zone, day)}, ${format(startsAtMs, zone, clock)} to ${isSameDay ? "" : `${format(endsAtMs, zone, day)}, `}${format(endsAtMs, zone, clock)} ${zoneName}`;
}

/** The same in the reader's zone and in UTC. */
const inZones = (plan: { startsAtMs: number; endsAtMs: number }, zone: string): string => (zone === "UTC" ? planText(plan, zone) : `${planText(plan, zone)}\n  (${planText(plan, "UTC")})`);

function leadText(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  const [count, unit] = minutes >= 2_880 ? [Math.round(minutes / 1_440), "day"] : minutes >= 90 ? [Math.round(minutes / 60), "hour"] : minutes > 45 ? [1, "hour"] : [minutes, "minute"];
  return `in ${count} ${unit}${count === 1 ? "" : "s"}`;
}

function headline(moment: NoticeMoment, { status, startsAtMs, nowMs }: NoticeSubject): string {
  if (moment === "announced") return "Planned maintenance";
  if (moment === "start") return "Maintenance has begun";
  if (moment === "overrun") return "Maintenance takes longer";
  if (moment === "reschedule") return "Maintenance moved";
  if (moment === "cancel") return "Maintenance cancelled";
  return moment === "end" ? (outcomes[status] ?? "Maintenance has ended") : `Maintenance ${leadText(startsAtMs - nowMs)}`;
}

function whatHappens(moment: NoticeMoment, subject: NoticeSubject, zone: string): string {
  const plan = inZones(subject, zone);
  if (moment === "reschedule") {
    const old = subject.before ? `It was planned for\n  ${inZones(subject.before, zone)}\n` : "";
    return `${old}It is now planned for\n  ${plan}${subject.status === "requested" || subject.status === "draft" ? "\nThe new time still has to be approved." : ""}`;
  }
  if (moment === "cancel") return `It does not take place. It was planned for\n  ${plan}`;
  if (moment === "overrun") return `It was to end by ${planText(subject, zone).replace(/^.* to /, "")} and still goes on. We tell you when it ends.`;
  if (moment === "end") return `It was planned for\n  ${plan}${subject.closingNote === "" ? "" : `\n${subject.closingNote}`}`;
  return `${plan}\n${expectations[subject.impact]}`;
}

/** How messages to an audience read. Names in {{braces}} are put in; a line whose names have nothing to say is left out. */
export interface NoticeTemplate {
  title: string;
  body: string;
}

const forAll = ["headline", "title", "what", "when", "services", "link"] as const;
const inside = [...forAll, "number", "risk"] as const;
/** What each audience may be told: what is known inside stays inside. */
export const noticePlaceholders: Readonly<Record<NoticeAudience, readonly string[]>> = { customer: forAll, internal: inside, team: [...inside, "description"] };

const title = "{{headline}}: {{title}}";
export const standardTemplates: Readonly<Record<NoticeAudience, NoticeTemplate>> = {
  customer: { title, body: "{{what}}\n\n{{services}}\n\n{{link}}" }, internal: { title, body: "{{what}}\n\n{{services}}\n\nMW-{{number}}, {{risk}} risk.\n\n{{link}}" }, team: { title, body: "{{what}}\n\n{{services}}\n\nMW-{{number}}, {{risk}} risk.\n{{description}}\n\n{{link}}" },
};

const shape = /\{\{\s*([^{}]*?)\s*\}\}/g;
const namesIn = (text: string): string[] => [...text.matchAll(shape)].map(([, name]) => name ?? "");

/** What is wrong with a template, in words; empty = nothing. Without {{what}} a reader would not learn what happens and when. */
export function faultsOfTemplate(audience: NoticeAudience, { title, body }: NoticeTemplate): string[] {
  const unknown = [...new Set([...namesIn(title), ...namesIn(body)])].filter((name) => !noticePlaceholders[audience].includes(name));
  return [...unknown.map((name) => `{{${name}}} is not known to this audience`), ...(namesIn(body).includes("what") ? [] : ["the text needs {{what}}: what happens, and when"])];
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
  const lines = text.split("\n").flatMap((line) => {
    const names = namesIn(line);
    const filled = line.replace(shape, (_whole, name: string) => values[name] ?? "");
    return names.length > 0 && names.every((name) => (values[name] ?? "") === "") ? [] : [filled];
  });
  return lines.join("\n").replace(/\n{3,}/g, "\n\n").trim();
}

/** A window that no one plans, to show how messages read. */
export const sampleSubject = (nowMs: number): NoticeSubject => {
  const startsAtMs = (Math.floor(nowMs / 86_400_000) + 8) * 86_400_000 + 2 * 3_600_000;
  const plan = { startsAtMs, endsAtMs: startsAtMs + 2_700_000 };
  return { number: 42, title: "Database upgrade", description: "Fail over first, then upgrade the old primary.", closingNote: "All checks passed.", services: ["Orders", "Checkout"], status: "completed", risk: "medium", impact: "degraded", ...plan, before: { startsAtMs: plan.startsAtMs - 86_400_000, endsAtMs: plan.endsAtMs - 86_400_000 }, nowMs, url: "https://portal.example/maintenance/42", statusUrl: "https://portal.example/status" };
};

export interface NoticeReading {
  audience: NoticeAudience;
  zone: string;
  /** Left out, the words of the product. */
  template?: NoticeTemplate | undefined;
}

/** Title and text of a message. Customers read what happens and when; the organisation's own people also what is known inside, and where. */
export function noticeText(moment: NoticeMoment, subject: NoticeSubject, { audience, zone, template = standardTemplates[audience] }: NoticeReading): { title: string; body: string } {
  const isOurs = audience !== "customer";
  const { number, risk, description, services } = subject;
  const own = { number: String(number), risk, ...(audience === "team" ? { description } : {}) };
  const values = {
    headline: headline(moment, subject), title: subject.title, what: whatHappens(moment, isOurs ? subject : { ...subject, closingNote: "" }, zone), when: inZones(subject, zone),
    services: `${services.length === 1 ? "Service" : "Services"}: ${services.join(", ")}`, link: (isOurs ? subject.url : subject.statusUrl) ?? "", ...(isOurs ? own : {}),
  };
  return { title: fill(template.title, values).replaceAll("\n", " ").slice(0, 250), body: fill(template.body, values).slice(0, 4_000) };
}
