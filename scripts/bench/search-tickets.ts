import type { TestDatabase } from "@/server/platform/db/test-database";

/** Words of a support desk, the most common first; the first 41 are all that the dense tickets have. */
const deskWords =
  "printer password reset network vpn outlook access laptop monitor slow login error mail account locked install update software request phone server database export report invoice customer portal timeout screen keyboard backup license certificate disk memory reboot crash driver wifi proxy token office meeting calendar folder share permission group user device mobile battery charger headset camera team channel message browser page link form field button order payment refund delivery address contract renewal quota limit storage cloud sync archive restore migration release version patch firewall port gateway route switch cable router domain record zone policy role approval ticket queue agent escalation".split(" ");
const denseWords = 41;
const vocabulary = 20_000;
/** Zipf's law with Mandelbrot's offset: the most common word, of those that say something, stands in about a quarter of the tickets. */
const offset = 27;

const onsets = ["b", "br", "c", "cl", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "pl", "qu", "r", "s", "st", "t", "tr", "v", "w", "z"];
const vowels = ["a", "e", "i", "o", "u", "ai", "ea", "ou"];
const codas = ["b", "ck", "d", "g", "k", "l", "m", "n", "nt", "p", "rk", "t", "x", "rm"];

/** Numbers in [0, 1) that are the same for the same seed (Lehmer, 48271). */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Words that nobody knows, spoken and spelt like words: two to four syllables, each different. */
function inventWords(count: number, taken: ReadonlySet<string>): string[] {
  const random = seededRandom(7);
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? "";
  const words = new Set<string>();
  while (words.size < count) {
    const syllables = 1 + Math.floor(random() * 3);
    const word = `${Array.from({ length: syllables }, () => pick(onsets) + pick(vowels)).join("")}${pick(onsets)}${pick(vowels)}${pick(codas)}`;
    if (!taken.has(word)) words.add(word);
  }
  return [...words];
}

export const commonWords = [...deskWords, ...inventWords(vocabulary - deskWords.length, new Set(deskWords))];

/** A word by chance, by how common it is: the running sum of 1 / (rank + offset), searched by halves. */
function wordDrawer(random: () => number): () => string {
  let sum = 0;
  const sums = commonWords.map((_, rank) => (sum += 1 / (rank + 1 + offset)));
  return () => {
    const at = random() * sum;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return commonWords[low] ?? "";
  };
}

/** Length of a text in words: half are below the median, one in twenty is four times as long and more. */
const lengthOf = (random: () => number, median: number): number => {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.max(5, Math.min(600, Math.round(median * Math.exp(0.85 * normal))));
};

const insertSql = `insert into ticket (id, number, subject, description, state, state_kind, team_id, customer_id, opened_at, updated_at, tags)
  select 'tkt_' || i, 'TK' || lpad(i::text, 7, '0'), subject, description, 'New', 'open', 'team_' || i % 40, 'cus_' || i % 200, now() - i * interval '1 minute', now() - i * interval '1 minute', '{}'`;

/** Tickets as people write them: 20,000 words, few of them common; subjects of three to nine words, texts of five to six hundred. */
async function insertRealistic(database: TestDatabase, count: number): Promise<void> {
  const random = seededRandom(11);
  const draw = wordDrawer(random);
  const text = (length: number): string => Array.from({ length }, draw).join(" ");
  for (let from = 1; from <= count; from += 5_000) {
    const rows = Array.from({ length: Math.min(5_000, count - from + 1) }, () => [text(3 + Math.floor(random() * 7)), text(lengthOf(random, 45))] as const);
    await database.query(`${insertSql} from unnest($2::text[], $3::text[]) with ordinality as t(subject, description, nth) cross join lateral (select $1::int + nth - 1 as i) n`, [from, rows.map(([subject]) => subject), rows.map(([, description]) => description)]);
  }
}

/** The hard case: 41 words, so that each stands in most tickets and no word tells much; a rare one in every 997th. */
async function insertDense(database: TestDatabase, count: number): Promise<void> {
  await database.query(`${insertSql} from (
      select i, w[1 + i % 41] || ' ' || w[1 + (i * 7) % 41] || ' ' || w[1 + (i * 13) % 41] || case when i % 997 = 0 then ' quokka' else '' end as subject, (select string_agg(w[1 + (i * k + k * k) % 41], ' ') from generate_series(1, 30) k) as description
      from generate_series(1, $1::int) i, (select $2::text[] as w) words) t`, [count, commonWords.slice(0, denseWords)]);
}

export type TicketTexts = "realistic" | "dense";

/** Replaces all tickets. The desk's own word index is not measured here, so its triggers rest meanwhile. */
export async function fillTickets(database: TestDatabase, texts: TicketTexts, count: number): Promise<void> {
  await database.query("truncate ticket cascade");
  await database.query("alter table ticket disable trigger user");
  await (texts === "dense" ? insertDense : insertRealistic)(database, count);
  await database.query("alter table ticket enable trigger user");
}
