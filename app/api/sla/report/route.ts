import { requestContext } from "@/server/api/context";
import { httpStatusOf, toPublicError } from "@/server/platform/errors";
import { execute } from "@/server/platform/registry";
import { complianceCsv, slaOperations } from "@/server/sla";

export const dynamic = "force-dynamic";

/** The compliance and ageing report as a CSV file. */
export async function GET(request: Request): Promise<Response> {
  const ctx = await requestContext(request, "browser");
  const params = Object.fromEntries(new URL(request.url).searchParams);
  try {
    const report = await execute(slaOperations.report, params, ctx);
    return new Response(complianceCsv(report), { headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": `attachment; filename="sla-${report.by}-${report.to.slice(0, 10)}.csv"`, "cache-control": "no-store" } });
  } catch (error) {
    const failure = toPublicError(error, ctx.requestId);
    return Response.json({ error: failure }, { status: httpStatusOf[failure.code] });
  }
}
