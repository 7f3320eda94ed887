/** One thing that both a source and its log say of a ticket. */
export type AgreementSubject = "state" | "handovers" | "reopenings" | "sla";

export interface ComparedTicket {
  number: string;
  isOver: boolean;
  /** The state of the ticket is the one in which its last event leaves it. */
  isStateEqual: boolean;
  handovers: number;
  statedHandovers: number;
  reopenings: number;
  statedReopenings: number;
  /** An event knows no group. */
  hasUnknownGroup: boolean;
  /** No line of the log is the first one that the source wrote: it is missing, or its count is wrong. */
  beginsLate: boolean;
  madeSla: boolean | null;
  /** By the resolution clock of the portal's own policies; null without one. */
  isMet: boolean | null;
  targetMs: number | null;
  /** opened -> resolved by the wall clock. */
  wallMs: number | null;
}

export interface AgreementException {
  cause: string;
  tickets: number;
  /** Numbers of some of them. */
  examples: string[];
}

export interface Agreement {
  subject: AgreementSubject;
  /** Tickets of which both sides say something. */
  compared: number;
  equal: number;
  exceptions: AgreementException[];
  /** Why the others could not be compared; empty when all could. */
  leftOut: AgreementException[];
}

const shownExamples = 5;
/** What is known of one ticket: equal, not comparable, or different with a cause. */
type Finding = { kind: "equal" } | { kind: "left_out" | "differs"; cause: string };

const equal: Finding = { kind: "equal" };
const differs = (cause: string): Finding => ({ kind: "differs", cause });

function whyCounted({ hasUnknownGroup, beginsLate }: ComparedTicket): string {
  if (beginsLate) return "The first line of the log is missing, or carries a count that puts it behind later ones";
  return hasUnknownGroup ? "A line of the log names no group: a handover across it is counted by the source and cannot be seen" : "No cause is known";
}

/** The source judged before the end, by another way of counting, or by another target. */
function whyJudged({ isOver, isMet, madeSla, targetMs, wallMs }: ComparedTicket): string {
  if (!isOver) return "The ticket is still open in its log, so the source has not judged it for good";
  if (wallMs === null || targetMs === null) return "The source gives no time of resolution, so its verdict rests on something that the log does not hold";
  if ((wallMs <= targetMs) === madeSla) return "The source counts by the wall clock from opened to resolved; here closed hours and waiting do not count, and the event that resolves it ends the time";
  return isMet === true ? "The source calls late what is in time by the policy here: it allows less time, or judges by something else" : "The source calls met what is late by the policy here: it allows more time";
}

const findings: Readonly<Record<AgreementSubject, (ticket: ComparedTicket) => Finding>> = {
  state: ({ isStateEqual }) => (isStateEqual ? equal : differs("No cause is known")),
  handovers: (ticket) => (ticket.handovers === ticket.statedHandovers ? equal : differs(whyCounted(ticket))),
  reopenings: (ticket) => (ticket.reopenings === ticket.statedReopenings ? equal : differs(ticket.beginsLate ? whyCounted(ticket) : "No cause is known")),
  sla: (ticket) => {
    if (ticket.madeSla === null) return { kind: "left_out", cause: "The source does not say whether the promise was kept" };
    if (ticket.isMet === null) return { kind: "left_out", cause: "No policy of the portal promises when it is resolved" };
    return ticket.isMet === ticket.madeSla ? equal : differs(whyJudged(ticket));
  },
};

function byCause(found: readonly { number: string; finding: Finding }[], kind: "left_out" | "differs"): AgreementException[] {
  const groups = new Map<string, string[]>();
  for (const { number, finding } of found) if (finding.kind === kind) groups.set(finding.cause, [...(groups.get(finding.cause) ?? []), number]);
  return [...groups].map(([cause, numbers]) => ({ cause, tickets: numbers.length, examples: numbers.slice(0, shownExamples) })).sort((a, b) => b.tickets - a.tickets || a.cause.localeCompare(b.cause));
}

/** How far what the events of imported tickets say agrees with what their source says of them, and why it does not. */
export const compareWithSource = (tickets: readonly ComparedTicket[]): Agreement[] =>
  (["state", "handovers", "reopenings", "sla"] as const).map((subject) => {
    const found = tickets.map((ticket) => ({ number: ticket.number, finding: findings[subject](ticket) }));
    const [exceptions, leftOut] = [byCause(found, "differs"), byCause(found, "left_out")];
    return { subject, compared: found.filter(({ finding }) => finding.kind !== "left_out").length, equal: found.filter(({ finding }) => finding.kind === "equal").length, exceptions, leftOut };
  });
