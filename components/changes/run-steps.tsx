import type { RunDetail, RunStepView } from "#contract/changes";
import { kindWords, stageWords, stepMark, stepWords, type Reader } from "@/components/changes/change-words";
import { StepActions } from "@/components/changes/run-actions";
import { StatusBadge } from "@/components/kit/status-badge";
import { Timestamp } from "@/components/kit/timestamp";
import { Badge } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { cn } from "@/lib/cn";
import { formatDuration } from "@/lib/format";

interface StepsProps {
  detail: RunDetail;
  reader: Reader;
}

const isTurn = ({ status }: RunStepView): boolean => status === "running" || status === "asked" || status === "failed";

function Meta({ step, reader }: { step: RunStepView; reader: Reader }) {
  const lasted = step.startedAt === null || step.endedAt === null ? null : Date.parse(step.endedAt) - Date.parse(step.startedAt);
  if (step.startedAt === null && step.endedAt === null) return null;
  return <span className="text-xs text-fg-3">{step.actorName === null ? null : <>{step.actorName}, </>}<Timestamp iso={step.endedAt ?? step.startedAt} now={reader.now} zone={reader.zone} show="seconds" />{lasted === null ? "" : `, ${lasted < 1_000 ? "under a second" : formatDuration(lasted)}`}{step.attempts > 1 ? `, ${step.attempts} attempts` : ""}</span>;
}

function StepItem({ step, number, reader }: { step: RunStepView; number: number; reader: Reader }) {
  const isWaiting = step.status === "waiting";
  return (
    <li aria-current={isTurn(step) ? "step" : undefined} className={cn("grid gap-x-3 gap-y-1 border-l-3 py-3 pr-4 pl-3 text-sm sm:grid-cols-[7rem_minmax(0,1fr)]", isTurn(step) ? "border-l-primary bg-hover" : "border-l-transparent")}>
      <StatusBadge className="self-start" status={stepMark(step.status)} label={stepWords[step.status]} />
      <div className="grid min-w-0 gap-1">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1"><span className={cn("font-medium wrap-anywhere", isWaiting && "text-fg-2")}>{step.title}</span><Badge>{kindWords[step.kind]}</Badge></span>
        {step.kind === "manual" || step.kind === "approval" ? null : <span className="text-xs text-fg-3 wrap-anywhere">{step.summary}</span>}
        {step.instructions !== "" ? <span className="text-fg-2 whitespace-pre-line wrap-anywhere">{step.instructions}</span> : null}
        {step.error === null || step.error === step.note ? null : <span className="text-crit-text wrap-anywhere">{step.error}</span>}
        {step.note === "" ? null : <span className="text-fg-2 wrap-anywhere">{step.note}</span>}
        {step.evidence === null ? null : <details className="text-xs"><summary className="w-fit cursor-pointer text-fg-3">Evidence</summary><pre className="mt-1 overflow-x-auto rounded-md bg-muted p-2 font-mono whitespace-pre-wrap wrap-anywhere">{step.evidence}</pre></details>}
        <Meta step={step} reader={reader} />
        <StepActions number={number} step={step} />
      </div>
    </li>
  );
}

function Group({ title, steps, number, reader }: { title: string; steps: readonly RunStepView[]; number: number; reader: Reader }) {
  return (
    <section aria-label={title}>
      <h3 className="border-b border-line bg-muted px-4 py-1.5 text-xs font-semibold text-fg-2">{title}</h3>
      <ol className="divide-y divide-line">{steps.map((step) => <StepItem key={step.position} step={step} number={number} reader={reader} />)}</ol>
    </section>
  );
}

/** The steps by stage, and the way back when the run has turned. */
export function RunSteps({ detail, reader }: StepsProps) {
  const { steps, row } = detail;
  const forward = steps.filter(({ isRollback }) => !isRollback);
  const back = steps.filter(({ isRollback }) => isRollback);
  const stages = [...new Set(forward.map(({ stage }) => stage))];
  const titleOf = (stage: string): string => stageWords[stage as keyof typeof stageWords] ?? "Steps";
  return (
    <Card className="overflow-hidden">
      <CardHeader title="Steps" detail={`${row.done} of ${row.steps}${back.length > 0 ? " of the way back" : ""}`} />
      <CardBody className="p-0">
        {back.length === 0 ? null : <Group title="Way back" steps={back} number={row.number} reader={reader} />}
        {stages.map((stage) => <Group key={stage} title={titleOf(stage)} steps={forward.filter((step) => step.stage === stage)} number={row.number} reader={reader} />)}
      </CardBody>
    </Card>
  );
}
