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

/** Title and text of a message. Customers read what happens and when; the organisation's own people also what is known inside, and where. */
export function noticeText(moment: NoticeMoment, subject: NoticeSubject, { audience, zone }: { audience: NoticeAudience; zone: string }): { title: string; body: string } {
  const isOurs = audience !== "customer";
  const inside = audience === "team" ? [`MW-${subject.number}, ${subject.risk} risk.${subject.description === "" ? "" : `\n${subject.description}`}`] : isOurs ? [`MW-${subject.number}, ${subject.risk} risk.`] : [];
  const link = isOurs ? subject.url : subject.statusUrl;
  const parts = [whatHappens(moment, isOurs ? subject : { ...subject, closingNote: "" }, zone), `${subject.services.length === 1 ? "Service" : "Services"}: ${subject.services.join(", ")}`, ...inside, ...(link === null ? [] : [link])];
  return { title: `${headline(moment, subject)}: ${subject.title}`.slice(0, 250), body: parts.join("\n\n").slice(0, 4_000) };
}
