import { once } from "node:events";
import fs from "node:fs";
import { pick, seededRandom } from "./random.mjs";

const COLUMNS = ["number", "incident_state", "sys_mod_count", "made_sla", "opened_at", "sys_updated_at", "priority", "assignment_group", "reassignment_count", "reopen_count", "resolved_at", "closed_at", "caller_id", "opened_by", "sys_updated_by", "contact_type", "location", "category", "subcategory", "u_symptom", "impact", "urgency", "assigned_to", "closed_code"];
const PRIORITIES = ["1 - Critical", "2 - High", "3 - Moderate", "3 - Moderate", "3 - Moderate", "4 - Low"];
const LEVELS = ["1 - High", "2 - Medium", "3 - Low"];
const DAYS = 400;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

const two = (number) => String(number).padStart(2, "0");

/** Day first, without a zone, as the source writes it. */
function written(ms) {
  if (ms === null) return "?";
  const at = new Date(ms);
  return `${two(at.getUTCDate())}-${two(at.getUTCMonth() + 1)}-${at.getUTCFullYear()} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}

/** The states that a ticket goes through, with when; a few are still open at the end. */
function lifeOf(random, openedAt, untilMs) {
  const steps = [{ state: "New", at: openedAt }];
  let at = openedAt;
  const go = (state, hours) => steps.push({ state, at: (at += Math.ceil(random() * hours * 60) * MINUTE_MS) });
  go("Active", 6);
  if (random() < 0.35) go("Awaiting User Info", 24);
  if (random() < 0.6) go("Active", 48);
  if (random() < 0.25) go("Active", 36);
  go("Resolved", 72);
  go("Closed", 120);
  return steps.filter((step) => step.at < untilMs);
}

function* linesOfTicket(random, { index, untilMs }) {
  const openedAt = Math.floor((untilMs - random() * DAYS * DAY_MS) / MINUTE_MS) * MINUTE_MS;
  const steps = lifeOf(random, openedAt, untilMs);
  const madeSla = random() > 0.37;
  const still = { number: `INC${String(9_000_000 + index)}`, priority: pick(random, PRIORITIES), caller: `Caller ${Math.floor(random() * 900)}`, opener: `Opened by ${Math.floor(random() * 60)}`, channel: pick(random, ["Phone", "Email", "Self service"]), location: `Location ${Math.floor(random() * 40)}`, category: `Category ${Math.floor(random() * 24)}`, subcategory: `Subcategory ${Math.floor(random() * 90)}`, impact: pick(random, LEVELS), urgency: pick(random, LEVELS) };
  let group = Math.floor(random() * 30);
  let moves = 0;
  for (const [count, { state, at }] of steps.entries()) {
    if (count > 0 && random() < 0.3) [group, moves] = [Math.floor(random() * 30), moves + 1];
    const isOver = state === "Resolved" || state === "Closed";
    const resolved = isOver ? steps.find((step) => step.state === "Resolved").at : null;
    yield [still.number, state, count, !isOver || madeSla ? "TRUE" : "FALSE", written(openedAt), written(at), still.priority, `Group ${group}`, moves, 0, written(resolved), written(state === "Closed" ? at : null), still.caller, still.opener, `Updated by ${Math.floor(random() * 80)}`, still.channel, still.location, still.category, still.subcategory, "?", still.impact, still.urgency, `Resolver ${Math.floor(random() * 200)}`, isOver ? `code ${Math.floor(random() * 12)}` : "?"].join(",");
  }
}

/** Writes an incident event log of about `rows` lines that is the same for the same seed and end. @returns {Promise<{ rows: number, tickets: number, bytes: number }>} */
export async function writeSyntheticLog(file, { seed, rows, untilMs }) {
  const random = seededRandom(seed);
  const stream = fs.createWriteStream(file, { mode: 0o644 });
  stream.write(`${COLUMNS.join(",")}\n`);
  let written = 0;
  let tickets = 0;
  for (; written < rows; tickets++) {
    for (const line of linesOfTicket(random, { index: tickets, untilMs })) {
      written += 1;
      if (!stream.write(`${line}\n`)) await once(stream, "drain");
    }
  }
  stream.end();
  await once(stream, "finish");
  return { rows: written, tickets, bytes: fs.statSync(file).size };
}
