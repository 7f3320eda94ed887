import { createHash, randomBytes } from "node:crypto";

/** What an executive may see, and the figures of the portal itself. */
const PERMISSIONS = ["catalog.read", "tickets.read", "sla.read", "monitors.read", "slo.read", "incidents.read", "alerts.read", "maintenance.read", "deployments.read", "docs.read", "search.use", "knowledge.read", "query.ask", "query.sql", "profile.own", "platform.read"];

/** API tokens of the administrator, one for each session of a load. */
export async function makeTokens(client, count, permissions = PERMISSIONS) {
  const { rows } = await client.query("select id from app_user order by created_at limit 1");
  await client.query("delete from api_token where id like 'tok_bench_%'");
  const tokens = Array.from({ length: count }, () => `qd_${randomBytes(32).toString("base64url")}`);
  for (const [index, token] of tokens.entries()) {
    await client.query("insert into api_token (id, user_id, name, prefix, token_hash, permissions) values ($1, $2, $3, $4, $5, $6)", [`tok_bench_${index}`, rows[0].id, `bench ${index}`, token.slice(0, 9), createHash("sha256").update(token).digest("hex"), permissions]);
  }
  return tokens;
}
