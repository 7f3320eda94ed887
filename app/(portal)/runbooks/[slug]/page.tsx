import type { Metadata } from "next";
import Link from "next/link";
import { runSubjectTypes, type RunbookSteps, type SuggestedRunbooks } from "#contract/runbooks";
import { Banner } from "@/components/kit/banner";
import { Page, PageHeader } from "@/components/kit/page-header";
import type { PageParams } from "@/components/kit/with-params";
import { DocMarkdown } from "@/components/knowledge/doc-markdown";
import { RunbookAside } from "@/components/knowledge/runbook-aside";
import { sectionName } from "@/components/knowledge/section-name";
import { ProofCard } from "@/components/runbooks/proof-card";
import { linkClass } from "@/components/runbooks/run-words";
import { StartRunbook, type StartRunbookProps } from "@/components/runbooks/start-runbook";
import { TopBar } from "@/components/shell/top-bar";
import { formatCount } from "@/lib/format";
import { pageCall, pageContext } from "@/server/api/page";
import { knowledgeOperations } from "@/server/knowledge";
import { runbooksOperations } from "@/server/runbooks";

export const metadata: Metadata = { title: "Runbook" };

type Subject = StartRunbookProps["subject"];

/** What a run is to be started for, when a link says so. */
function subjectOf({ for: type, number }: PageParams): { type: (typeof runSubjectTypes)[number]; number: string } | null {
  const known = runSubjectTypes.find((one) => one === type);
  return known === undefined || typeof number !== "string" || number === "" ? null : { type: known, number };
}

const subjectWords: Readonly<Record<(typeof runSubjectTypes)[number], (number: string) => string>> = { incident: (number) => `INC-${number}`, alert: (number) => `alert ${number}`, window: (number) => `MW-${number}`, ticket: (number) => number };

function Faults({ faults }: Pick<RunbookSteps, "faults">) {
  if (faults.length === 0) return null;
  return (
    <Banner tone="warn" title={`${formatCount(faults.length, "step")} cannot be read as meant.`}>
      A run leaves them to a person. {faults.slice(0, 5).map(({ line, reason }) => `Line ${line}: ${reason}.`).join(" ")}
    </Banner>
  );
}

function Start({ steps, subject, runs }: { steps: RunbookSteps; subject: Subject; runs: SuggestedRunbooks["runs"] }) {
  const open = runs.find(({ runbook, status }) => runbook.slug === steps.slug && (status === "running" || status === "paused"));
  if (steps.steps.length === 0) return <span className="text-sm text-fg-3">Nothing to carry out yet</span>;
  return (
    <div id="run" className="flex flex-wrap items-center gap-2">
      {open === undefined ? null : <Link href={`/runbooks/runs/${open.number}`} className={`text-sm ${linkClass}`}>Run under way for it</Link>}
      <StartRunbook runbook={{ slug: steps.slug, title: steps.title, variables: steps.variables, steps: steps.steps.length }} subject={subject} />
    </div>
  );
}

export default async function RunbookPage({ params, searchParams }: { params: Promise<{ slug: string }>; searchParams: Promise<PageParams> }) {
  const [{ slug }, query] = await Promise.all([params, searchParams]);
  const { actor, now } = await pageContext();
  const canRun = actor.permissions.has("runbooks.run");
  const asked = canRun ? subjectOf(query) : null;
  const [runbook, steps, beside] = await Promise.all([pageCall(knowledgeOperations.getRunbook, { slug }), pageCall(runbooksOperations.steps, { slug }), asked === null ? null : pageCall(runbooksOperations.suggest, asked)]);
  const reader = { now, zone: actor.zone };
  const subject: Subject = asked === null ? null : { ...asked, title: subjectWords[asked.type](asked.number) };
  return (
    <>
      <TopBar crumbs={[{ label: "Knowledge" }, { label: "Runbooks", href: "/runbooks" }, { label: runbook.title }]} />
      <Page>
        <PageHeader title={runbook.title} description={`${sectionName(runbook.section)}, ${formatCount(steps.steps.length, "step")}${subject === null ? "" : `, for ${subject.title}`}`} actions={canRun ? <Start steps={steps} subject={subject} runs={beside?.runs ?? []} /> : undefined} />
        {runbook.isEdited ? <Banner tone="info" title="Edited here since its import.">The next import leaves this text as it is.</Banner> : null}
        <Faults faults={steps.faults} />
        <div className="grid gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
          <article aria-label={runbook.title} className="min-w-0">
            <DocMarkdown>{runbook.markdown}</DocMarkdown>
          </article>
          <div className="grid min-w-0 content-start gap-4">
            <ProofCard proof={steps.proof} slug={slug} reader={reader} />
            <RunbookAside runbook={runbook} reader={reader} />
          </div>
        </div>
      </Page>
    </>
  );
}
