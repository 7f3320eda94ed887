import { createHash, randomBytes } from "node:crypto";

const PERMISSIONS = ["catalog.read", "tickets.read", "monitors.read", "knowledge.read", "query.ask", "query.sql", "platform.read"];

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
