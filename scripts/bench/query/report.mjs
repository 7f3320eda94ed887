const none = "too few to say";
const figure = (value) => (value === null || value === undefined ? none : String(value));
const spread = ({ p50, p95, p99 }) => [figure(p50), figure(p95), figure(p99)];
const counts = (record) => Object.entries(record).map(([name, count]) => `${count} ${name}`).join(", ") || "none";
const BUSY = 0.1;

const AIMS = [["warm", 150], ["cold", 500]];

/** What was aimed at, and what was measured at scale 1. */
export function judge({ scales: [{ series, memory }] }) {
  const at200 = (name) => series.find((each) => each.series === name && each.sessions === 200);
  const aim = (name, { value, limit, unit }) => ({ name, limit: `< ${limit} ${unit}`, measured: value ?? null, unit, isMet: value === null || value === undefined ? null : value < limit });
  return [
    ...AIMS.map(([name, limit]) => aim(`p95 at 200 sessions, ${name}`, { value: at200(name)?.ask.p95, limit, unit: "ms" })),
    aim("reading a question, p95", { value: memory?.parse.p95, limit: 5, unit: "ms" }),
    aim("disclosure, p95", { value: at200("cold")?.stages["Disclose"]?.p95, limit: 5, unit: "ms" }),
    aim("heap of the engine", { value: memory?.largestHeapMb, limit: 50, unit: "MB" }),
  ];
}

const verdict = ({ isMet }) => (isMet === null ? "not measured" : isMet ? "met" : "missed");

const aimTable = ({ aims }) => ({ head: ["Aim", "Limit", "Measured", ""], rows: aims.map((aim) => [aim.name, aim.limit, aim.measured === null ? "not measured" : `${aim.measured} ${aim.unit}`, verdict(aim)]) });

const seriesTable = ({ series }) => ({
  head: ["Series", "Sessions", "n", "ask p50", "p95", "p99", "in server p95", "first part p95", "ping p50", "ping p95", "CPU a question: server", "PostgreSQL", "Cache hits", "With methods", "Data changes", "503", "Failures"],
  rows: series.map((one) => [one.series, one.sessions, one.ask.n, ...spread(one.ask), figure(one.insideServer.p95), figure(one.firstPart.p95), figure(one.ping.p50), figure(one.ping.p95), figure(one.cpuMsPerQuestion.server), figure(one.cpuMsPerQuestion.database), one.cacheHits, one.withMethods, one.dataChanges, one.turnedAway.n, counts(one.failures)]),
});

const stageTable = ({ series }) => ({
  head: ["Series", "Sessions", "Stage", "n", "p50", "p95", "p99"],
  rows: series.flatMap((one) => Object.entries(one.stages).map(([stage, times]) => [one.series, one.sessions, stage, times.n, ...spread(times)])),
});

const saturationTable = ({ ping, saturation }) => ({
  head: ["Closed loop", "Connections", "Answered a second", "p50", "p95", "p99", "Ping beside it p95", "503", "503 p95", "503 without Retry-After", "Failures"],
  rows: [
    ["ping alone", ping.connections, ping.perSecond, ...spread(ping.ping), "", "", "", "", ""],
    ...saturation.map((one) => ["questions", one.connections, one.answeredPerSecond, ...spread(one.ask), figure(one.ping.p95), one.turnedAway.n, one.turnedAway.n === 0 ? "" : figure(one.turnedAway.p95), one.turnedAway.withoutRetryAfter, counts(one.failures)]),
  ],
});

const cacheTable = ({ cache: { process, warming } }) => ({
  head: ["Answer cache of the portal over the whole run", "Figure"],
  rows: [
    ["Found, shared on their way, computed", `${process.hits}, ${process.joins}, ${process.misses}`],
    ["Answers held", `${process.entries} of at most ${process.entriesLimit}, ${(process.bytes / 1024 ** 2).toFixed(1)} MB of at most ${process.bytesLimit / 1024 ** 2} MB`],
    ["Computed ahead after changes", `${warming.warmed} in ${warming.runs} runs${warming.lastMs === null ? "" : `, the last one ${warming.lastMs} ms`}`],
  ],
});

const memoryTable = ({ memory: { held, withoutEngine, cache, parse, bareServerRssMb }, serverRssMb }) => ({
  head: ["Memory", "Figure"],
  rows: [
    ["Process with its database connection, without the engine", `${withoutEngine.heapMb} MB heap, ${withoutEngine.rssMb} MB resident`],
    ...held.filter((_, index) => index % Math.max(1, Math.ceil(held.length / 8)) === 0 || index === held.length - 1).map(({ questions, engineHeapMb, rssMb }) => [`Engine after ${questions} questions`, `${engineHeapMb} MB heap, ${rssMb} MB resident`]),
    ["Answers held by then", `${cache.entries}, ${cache.megabytes} MB as text`],
    ["Reading a question (p50, p95, p99 ms)", spread(parse).join(", ")],
    ["Portal before and after all load, resident", `${serverRssMb.before} MB, ${serverRssMb.after} MB`],
    ["A bare Node server, resident", `${bareServerRssMb} MB (so 50 MB resident, once the plan for all of it, is less than a server that does nothing)`],
  ],
});

const sectionsOf = (scale) => [
  [`Sessions, demo at scale ${scale.scale} (${scale.tickets} tickets; milliseconds)`, seriesTable(scale)],
  [`Stages, scale ${scale.scale}`, stageTable(scale)],
  [`Saturation, scale ${scale.scale}`, saturationTable(scale)],
  ...(scale.cache ? [[`Cache, scale ${scale.scale}`, cacheTable(scale)]] : []),
  ...(scale.memory ? [[`Memory, scale ${scale.scale}`, memoryTable(scale)]] : []),
];

const sections = (result) => [["Aims", aimTable(result)], ...result.scales.flatMap(sectionsOf)];

function toColumns({ head, rows }) {
  const lines = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, index) => Math.max(...lines.map((row) => row[index].length)));
  return lines.map((row) => `  ${row.map((cell, index) => cell.padEnd(widths[index])).join("  ").trimEnd()}`).join("\n");
}

const toPipes = ({ head, rows }) => [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

const machineLine = ({ machine }) => `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, Node ${machine.node}, ${machine.platform}`;
const company = ({ machine }) => (machine.busyBefore < BUSY ? `The machine was quiet: ${Math.round(machine.busyBefore * 100)}% of its CPU was in use before the run.` : `Other work ran on the machine: before the run it used ${Math.round(machine.busyBefore * 100)}% of the CPU (load average ${machine.loadBefore}, and ${machine.loadAfter} at the end), so the figures are worse than a quiet machine's.`);

export const toText = (result) => `\n${machineLine(result)}\n${company(result)}\n${sections(result).map(([title, table]) => `\n${title}\n${toColumns(table)}\n`).join("")}`;

export const toMarkdown = (result) => `# Benchmark of the query engine

Written by \`npm run bench:query -- --markdown content/query-benchmark.md\` on ${result.at.slice(0, 10)}: ${machineLine(result)}.
${company(result)}

${sections(result).map(([title, table]) => `## ${title}\n\n${toPipes(table)}\n`).join("\n")}
## How it was measured

- The demo organisation with a year of records (seed 1) ending with the run. A session has a token of its own, asks \`POST /api/v1/ask\`, thinks for ${result.settings.thinkMs / 1000} s and asks again; each level lasts ${result.settings.seconds} s. A ping is \`GET /healthz\` by the same session right before its question.
- Cold: every question is new to the portal (figures of services, teams and customers by period; every twentieth is a strategic one over several methods). Warm: ${result.settings.warmQuestions} questions, each asked once before. Changing: the warm ones, while the version of the tickets is raised once a second, so that every answer that read tickets is computed again.
- Stages are what the answers themselves report; "in server" is the whole of it without HTTP and the turn in the queue. The load generator, the server and PostgreSQL share the cores.
- Saturation: connections that never pause; beyond what can be answered at once the portal answers 503 with Retry-After, and a connection that was turned away comes back after half a second. A ping is sent twice a second beside the questions.
- The heap of the engine is what is reachable after a collection, above the same process with its database connection and without the engine: modules, vocabulary and answers held.
- Percentiles by nearest rank; a p95 needs 20 values and a p99 needs 100.
`;
