import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { StatusMark } from "@/components/kit/status-mark";
import { Card, CardHeader } from "@/components/ui/card";
import { formatCount } from "@/lib/format";

export interface FirstStep {
  id: "tickets" | "monitors" | "runbooks" | "services";
  held: number;
  canBring: boolean;
}

interface StepText {
  title: string;
  hint: string;
  noun: string;
  href: string;
  question: string;
}

const texts: Record<FirstStep["id"], StepText> = {
  tickets: { title: "Bring your tickets", hint: "A ServiceNow incident event log (CSV): every ticket with its whole history.", noun: "ticket", href: "/imports?kind=service-desk", question: "Which groups miss their SLA most?" },
  monitors: { title: "Bring your uptime records", hint: "An Upptime folder: checks, outages, response times.", noun: "monitor", href: "/imports?kind=uptime", question: "What were the ten longest outages?" },
  runbooks: { title: "Bring your runbooks", hint: "A folder of Markdown files, with or without front matter.", noun: "runbook", href: "/imports?kind=runbooks", question: "How many runbooks do we have?" },
  services: { title: "Name your services", hint: "By hand, or a YAML list of services, teams and customers.", noun: "service", href: "/services", question: "Which services have no owner?" },
};

function Step({ step }: { step: FirstStep }) {
  const text = texts[step.id];
  const isDone = step.held > 0;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-4 py-3 first:border-0">
      <StatusMark tone={isDone ? "ok" : "none"} />
      <div className="min-w-0 flex-1">
        <p className="text-base font-medium">{text.title}</p>
        <p className="text-sm text-fg-3">{isDone ? `${formatCount(step.held, text.noun)} held.` : text.hint}</p>
      </div>
      {isDone ? (
        <Link href={`/ask?q=${encodeURIComponent(text.question)}`} className="inline-flex min-h-8 items-center gap-1.5 rounded-md px-2 text-sm font-medium text-link hover:bg-hover">
          {text.question} <ArrowRight aria-hidden className="size-3.5" />
        </Link>
      ) : step.canBring ? (
        <Link href={text.href} className="inline-flex min-h-8 items-center rounded-md border border-line-2 bg-card px-3 text-sm font-medium hover:bg-hover pointer-coarse:min-h-11">
          Start
        </Link>
      ) : (
        <span className="text-sm text-fg-3">An administrator can do this.</span>
      )}
    </li>
  );
}

/** What to do first; each step, once done, offers a question that it makes answerable. */
export function FirstSteps({ steps }: { steps: readonly FirstStep[] }) {
  const done = steps.filter((step) => step.held > 0).length;
  return (
    <Card aria-labelledby="first-steps">
      <CardHeader title="First steps" titleId="first-steps" detail={`${done} of ${steps.length} done`} />
      <ol>{steps.map((step) => <Step key={step.id} step={step} />)}</ol>
    </Card>
  );
}
