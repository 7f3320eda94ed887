import { asks, list, number, ranked, table } from "./checks.mjs";
import { milliseconds, percentile, share } from "./facts.mjs";
import { within } from "./periods.mjs";

const runbook = "d.kind = 'runbook'";
const started = (period) => within("r.started_at", period);
const runsBy = (by, value, where) => `select ${by} as label, ${value} as value from runbook_run r join document d on d.id = r.document_id where ${where} group by 1`;
/** Over, and not left off as no longer needed. */
const isOver = "r.status in ('completed', 'failed')";
const ran = `${milliseconds("r.started_at", "r.ended_at")} - r.paused_ms`;
const isLate = (now) => `d.state = 'published' and d.review_by < '${now}'::timestamptz::date`;
const goals = "select title as label, 0 as value from goal";

const names = asks([], 0);
export const knowledgeQuestions = [
  asks(["runbook_count"], 0)("runbooks", "How many runbooks do we have?", number(() => `select null as label, count(*) as value from document d where ${runbook}`)),
  asks(["runbook_count"], 0)("runbooks-service", "Runbooks per service", table("service", () => `select s.slug as label, count(*) as value from document d join service s on s.id = d.service_id where ${runbook} group by 1`)),
  asks(["runbook_runs"], 0)("runbook-runs-most", "Which runbooks were carried out most often this year?", ranked("runbook", (p) => runsBy("d.title", "count(*)", started(p.thisYear)))),
  asks(["runbook_success"], 0.005)("runbook-success", "What was the success rate of our runbooks this year?", number((p) => runsBy("null", share("r.status = 'completed'"), `${isOver} and ${started(p.thisYear)}`))),
  asks(["runbook_duration"], 0.005)("runbook-duration", "Median duration of runbook runs this year", { ...number((p) => runsBy("null", percentile(0.5, ran), `r.status = 'completed' and ${started(p.thisYear)}`)), value: ["p50", "median", "runbook_duration"] }),
  names("documents-late", "Which documents are overdue for review?", list("document", (_, now) => `select d.title as label, 0 as value from document d where ${isLate(now)}`)),
  names("goals", "What are our goals?", list("goal", () => goals)),
  names("goals-missed", "Which goals have we missed?", list("goal", (_, now) => `${goals} where due_on < '${now}'::timestamptz::date`)),
];
