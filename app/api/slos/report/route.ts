import { reportCsv } from "#core/slo";
import { requestContext } from "@/server/api/context";
import { httpStatusOf, toPublicError } from "@/server/platform/errors";
import { execute } from "@/server/platform/registry";
import { sloOperations } from "@/server/slo";

export const dynamic = "force-dynamic";

/** The monthly report as a CSV file. */
export async function GET(request: Request): Promise<Response> {
  const ctx = await requestContext(request, "browser");
  const month = new URL(request.url).searchParams.get("month");
  try {
    const report = await execute(sloOperations.report, month === null ? {} : { month }, ctx);
    return new Response(reportCsv(report), { headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": `attachment; filename="slo-report-${report.month}.csv"`, "cache-control": "no-store" } });
  } catch (error) {
    const failure = toPublicError(error, ctx.requestId);
    return Response.json({ error: failure }, { status: httpStatusOf[failure.code] });
  }
}
