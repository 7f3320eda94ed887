import { clientAddress } from "@/server/accounts";
import { beat, type BeatOutcome } from "@/server/monitors";
import { systemClock } from "@/server/platform/clock";

export const dynamic = "force-dynamic";

const answers: Record<BeatOutcome, readonly [number, string]> = { taken: [200, "OK"], unknown: [404, "No heartbeat has this token."], limited: [429, "Too many tokens were tried. Wait a minute."] };

async function answer(request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const { token } = await params;
  const [status, text] = answers[await beat({ token: token.slice(0, 200), address: clientAddress(request.headers) }, systemClock)];
  return new Response(`${text}\n`, { status, headers: { "cache-control": "no-store" } });
}

export { answer as GET, answer as POST };
