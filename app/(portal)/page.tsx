import type { Metadata } from "next";
import Link from "next/link";
import { AnswerCard } from "@/components/home/answer-card";
import { AnswerStrip, type AskedFigure } from "@/components/home/answer-strip";
import { FirstSteps } from "@/components/home/first-steps";
import { LeaderHome } from "@/components/home/leader-home";
import { Page, PageHeader } from "@/components/kit/page-header";
import { AskLinkBox } from "@/components/query/ask-link-box";
import { TopBar } from "@/components/shell/top-bar";
import { operations } from "@/server/api/operations";
import { pageCall, pageContext } from "@/server/api/page";
import type { Actor } from "@/server/platform/auth/actor";
import type { Permission } from "@/server/platform/auth/permissions";
import { OnWatch } from "./on-watch";
import { OwnRequests } from "./own-requests";

export const metadata: Metadata = { title: "Home" };

interface FigureQuestion {
  label: string;
  question: string;
  permission: Permission;
}

const figureQuestions: readonly FigureQuestion[] = [
  { label: "Open tickets", question: "How many tickets are open?", permission: "tickets.read" },
  { label: "SLA missed", question: "What is the SLA breach rate?", permission: "tickets.read" },
  { label: "Median time to resolve", question: "What is the median time to resolve?", permission: "tickets.read" },
  { label: "Outages", question: "How many outages were there?", permission: "monitors.read" },
  { label: "Services", question: "How many services do we have?", permission: "catalog.read" },
];

const tableQuestions: readonly Omit<FigureQuestion, "label">[] = [
  { question: "Which groups miss their SLA most?", permission: "tickets.read" },
  { question: "What were the ten longest outages?", permission: "monitors.read" },
  { question: "What is the availability of each site?", permission: "monitors.read" },
  { question: "How many services do we have by tier?", permission: "catalog.read" },
];

const answer = (question: string) => pageCall(operations.query.ask, { question });

async function askTables(permissions: ReadonlySet<Permission>) {
  const briefs = await Promise.all(tableQuestions.filter((each) => permissions.has(each.permission)).slice(0, 2).map((each) => answer(each.question)));
  return briefs.filter((brief) => brief.outcome === "answered" && brief.tables.some((table) => table.rows.length > 1));
}

async function askFigures(permissions: ReadonlySet<Permission>): Promise<AskedFigure[]> {
  const permitted = figureQuestions.filter((each) => permissions.has(each.permission)).slice(0, 4);
  return Promise.all(permitted.map(async ({ label, question }) => ({ label, question, brief: await answer(question) })));
}

const longDate = (iso: string, zone: string): string => new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", timeZone: zone }).format(new Date(iso));

const tableCards = (briefs: Awaited<ReturnType<typeof askTables>>, zone: string) => briefs.map((brief) => <AnswerCard key={brief.question} brief={brief} zone={zone} />);

/** What a leader reads first; other roles see the figures of their work. */
async function Answers({ actor }: { actor: Actor }) {
  if (actor.roles.includes("executive")) {
    const [home, briefs] = await Promise.all([pageCall(operations.query.home, {}), askTables(actor.permissions)]);
    return <LeaderHome home={home} zone={actor.zone} beside={tableCards(briefs.slice(0, 1), actor.zone)} />;
  }
  const [figures, briefs] = await Promise.all([askFigures(actor.permissions), askTables(actor.permissions)]);
  return (
    <>
      {figures.length === 0 ? null : <AnswerStrip figures={figures} />}
      {briefs.length === 0 ? null : <div className="grid gap-4 lg:grid-cols-2">{tableCards(briefs, actor.zone)}</div>}
    </>
  );
}

function AskFromHome({ suggestions }: { suggestions: readonly string[] }) {
  return (
    <div className="grid gap-3">
      <AskLinkBox placeholder="Ask about services, tickets, uptime" />
      <div className="flex flex-wrap gap-2">
        {suggestions.map((question) => (
          <Link key={question} href={`/ask?q=${encodeURIComponent(question)}`} className="inline-flex min-h-7 items-center rounded-md border border-line-2 bg-card px-2.5 text-sm hover:bg-hover pointer-coarse:min-h-11">
            {question}
          </Link>
        ))}
      </div>
    </div>
  );
}

export default async function HomePage() {
  const context = await pageContext();
  const { actor, now } = context;
  const isRequester = actor.kind === "user" && actor.scope.kind === "customers" && actor.permissions.has("tickets.request");
  const canAsk = actor.permissions.has("query.ask");
  const [steps, suggestions] = await Promise.all([pageCall(operations.platform.firstSteps, {}), canAsk ? pageCall(operations.query.suggestions, { limit: 4 }) : { items: [] }]);
  const hasData = steps.items.some((step) => step.held > 0);
  const isComplete = steps.items.every((step) => step.held > 0);
  return (
    <>
      <TopBar crumbs={[{ label: "Home" }]} />
      <Page>
        <PageHeader title={longDate(now, actor.zone)} description={`Signed in as ${actor.name}`} />
        {canAsk ? <AskFromHome suggestions={suggestions.items} /> : null}
        {hasData && !isRequester && !actor.roles.includes("executive") ? <OnWatch context={context} /> : null}
        {isRequester ? <OwnRequests now={now} zone={actor.zone} /> : null}
        {canAsk && hasData && !isRequester ? <Answers actor={actor} /> : null}
        {isComplete || isRequester ? null : <FirstSteps steps={steps.items} />}
      </Page>
    </>
  );
}
