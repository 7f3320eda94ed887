import type { RunbookStepView } from "#contract/runbooks";
import { CopyButton } from "@/components/kit/copy-button";
import { Markdown } from "@/components/kit/markdown";
import { StatusBadge } from "@/components/kit/status-badge";
import { Timestamp } from "@/components/kit/timestamp";
import { kindWords, stepMark, stepWords, type Reader } from "@/components/runbooks/run-words";
import { StepActions } from "@/components/runbooks/step-actions";
import { Badge } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { cn } from "@/lib/cn";
import { formatDuration } from "@/lib/format";

const isTurn = ({ status }: RunbookStepView): boolean => status === "running" || status === "asked" || status === "failed";

function Meta({ step, reader }: { step: RunbookStepView; reader: Reader }) {
  if (step.endedAt === null || step.status === "waiting") return null;
  const ms = step.startedAt === null ? null : Date.parse(step.endedAt) - Date.parse(step.startedAt);
  return <span className="text-xs text-fg-3">{step.actorName === null ? null : <>{step.actorName}, </>}<Timestamp iso={step.endedAt} now={reader.now} zone={reader.zone} show="seconds" />{ms === null ? "" : `, took ${ms < 1_000 ? "under a second" : formatDuration(ms)}`}{step.attempts > 1 ? `, ${step.attempts} attempts` : ""}</span>;
}

function Command({ code, language }: { code: string; language: string }) {
  return (
    <div className="flex items-start gap-2 rounded-md border border-line bg-muted p-2">
      <pre tabIndex={0} aria-label={`Command, ${language}`} className="min-w-0 flex-1 overflow-x-auto font-mono text-xs leading-5">{code}</pre>
      <CopyButton text={code} label="command" />
    </div>
  );
}

/** What a step says to do: shown in full while it is its turn, and on request before and after. */
function Body({ step }: { step: RunbookStepView }) {
  const { instructions, code, language, call } = step;
  const question = step.question === step.title ? null : step.question;
  const isBare = instructions === "" && code === null && call === null && question === null;
  if (isBare) return null;
  const body = (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2">
      {instructions === "" ? null : <Markdown className="text-sm leading-5">{instructions}</Markdown>}
      {code === null ? null : <Command code={code} language={language ?? "shell"} />}
      {call === null ? null : <code className="font-mono text-xs wrap-anywhere">{call}</code>}
      {question === null ? null : <p className="text-fg-2">“{question}”</p>}
    </div>
  );
  return isTurn(step) ? body : <details className="text-sm"><summary className="w-fit cursor-pointer text-xs text-fg-3">What it says</summary><div className="pt-2">{body}</div></details>;
}

function StepItem({ step, number, reader }: { step: RunbookStepView; number: number; reader: Reader }) {
  const isQuiet = step.status === "waiting" || step.status === "skipped";
  return (
    <li aria-current={isTurn(step) ? "step" : undefined} className={cn("grid gap-x-3 gap-y-1 border-l-3 py-3 pr-4 pl-3 text-sm sm:grid-cols-[6rem_minmax(0,1fr)]", isTurn(step) ? "border-l-primary bg-hover" : "border-l-transparent")}>
      <StatusBadge className="self-start" status={stepMark(step.status)} label={stepWords[step.status]} />
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-1.5">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1"><span className={cn("font-medium wrap-anywhere", isQuiet && "text-fg-2")}>{step.title}</span>{step.kind === "manual" ? null : <Badge>{kindWords[step.kind]}</Badge>}</span>
        <Body step={step} />
        {step.error === null || step.error === step.note ? null : <span className="text-crit-text wrap-anywhere">{step.error}</span>}
        {step.note === "" ? null : <span className="text-fg-2 whitespace-pre-line wrap-anywhere">{step.note}</span>}
        {step.evidence === null ? null : <pre className="overflow-x-auto rounded-md bg-muted p-2 font-mono text-xs whitespace-pre-wrap wrap-anywhere" tabIndex={0} aria-label="Evidence">{step.evidence}</pre>}
        <Meta step={step} reader={reader} />
        <StepActions number={number} step={step} />
      </div>
    </li>
  );
}

/** The live checklist, by the headings of the runbook. */
export function RunSteps({ steps, row, reader }: { steps: readonly RunbookStepView[]; row: { number: number; done: number; steps: number }; reader: Reader }) {
  const groups = steps.reduce<{ stage: string; steps: RunbookStepView[] }[]>((found, step) => {
    const last = found.at(-1);
    if (last?.stage === step.stage) last.steps.push(step);
    else found.push({ stage: step.stage, steps: [step] });
    return found;
  }, []);
  return (
    <Card className="overflow-hidden">
      <CardHeader title="Steps" detail={`${row.done} of ${row.steps}`} />
      <CardBody className="p-0">
        {groups.map(({ stage, steps: own }) => (
          <section key={own[0]?.position} aria-label={stage === "" ? "Steps" : stage}>
            {stage === "" ? null : <h3 className="border-b border-line bg-muted px-4 py-1.5 text-xs font-semibold text-fg-2">{stage}</h3>}
            <ol className="divide-y divide-line">{own.map((step) => <StepItem key={step.position} step={step} number={row.number} reader={reader} />)}</ol>
          </section>
        ))}
      </CardBody>
    </Card>
  );
}
