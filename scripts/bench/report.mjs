const BUSY = 0.1;

const none = "too few to say";
const figure = (value, unit) => (value === null ? none : `${value}${unit}`);
const measured = (value, unit = "") => (value === null || value === undefined ? "not measured" : `${value}${unit}`);
const range = ({ median, min, max, n }, unit) => (n === 0 ? "no data" : `${median}${unit} (${min} to ${max}, n=${n})`);
const spread = ({ p50, p95, p99 }) => [figure(p50, ""), figure(p95, ""), figure(p99, "")];

/** Each aim with what was measured; null where nothing can be said. */
export function judge({ warmStartMs, idle, load }) {
  const aim = (name, { value, limit, unit }) => ({ name, limit: `< ${limit}${unit}`, measured: value === null ? null : `${value}${unit}`, isMet: value === null ? null : value < limit });
  const at50 = (isChanging) => load.levels.find(({ sessions, dataChanges }) => sessions === 50 && dataChanges > 0 === isChanging)?.ask.p95 ?? null;
  return [
    aim("warm start to ready (median)", { value: warmStartMs.median, limit: 2_000, unit: " ms" }),
    aim("idle memory of the server", { value: idle.serverRssMb, limit: 160, unit: " MB" }),
    aim("idle CPU of the server", { value: idle.serverCpuPercent, limit: 3, unit: "%" }),
    aim("ask p95 at 50 sessions", { value: at50(false), limit: 200, unit: " ms" }),
    aim("ask p95 at 50 sessions, data changing", { value: at50(true), limit: 200, unit: " ms" }),
  ];
}

const verdict = ({ isMet }) => (isMet === null ? "not measured" : isMet ? "met" : "missed");
const counts = (record) => Object.entries(record).map(([name, count]) => `${count} ${name}`).join(", ") || "none";

function startTable({ coldStartMs, coldStartCpuMs, warmStartMs, warmStartCpuMs, import: imported, idle, idleAfterLoad }) {
  const rest = (name, { seconds, serverRssMb, serverCpuPercent, databasePssMb, databaseCpuPercent }) => [[`${name}: server`, `${serverRssMb} MB, ${serverCpuPercent}% CPU over ${seconds} s`], [`${name}: its PostgreSQL`, `${measured(databasePssMb, " MB")}, CPU ${measured(databaseCpuPercent, "%")}`]];
  const { file, first, again } = imported;
  return {
    head: ["What", "Figure"],
    rows: [
      ["Cold start: empty data directory to /readyz", range(coldStartMs, " ms")],
      ["CPU time of a cold start", range(coldStartCpuMs, " ms")],
      ["Warm start: `up` with data to /readyz", range(warmStartMs, " ms")],
      ["CPU time of a warm start", range(warmStartCpuMs, " ms")],
      [`Import of ${first.rowsRead} rows (${file.tickets} tickets, ${(file.bytes / 1024 ** 2).toFixed(1)} MB)`, `${first.rowsPerSecond} rows/s (${first.seconds} s, n=1)`],
      ["The same file once more", `${again.rowsPerSecond} rows/s (${again.unchanged} unchanged, n=1)`],
      ...rest("Idle", idle), ...rest("Idle after all load", idleAfterLoad),
    ],
  };
}

const askTable = ({ load }) => ({
  head: ["Sessions", "Data", "n", "ask p50", "p95", "p99", "in server p95", "ping p50", "ping p95", "CPU a question: server", "PostgreSQL", "Cache hits", "Outcomes", "Failures"],
  rows: load.levels.map(({ sessions, dataChanges, ask, insideServer, ping, cpuPerQuestion, cacheHits, outcomes, failures }) => [sessions, dataChanges ? `changed ${dataChanges} times` : "still", ask.n, ...spread(ask), figure(insideServer.p95, ""), figure(ping.p50, ""), figure(ping.p95, ""), measured(cpuPerQuestion?.serverMs), measured(cpuPerQuestion?.databaseMs), cacheHits, counts(outcomes), counts(failures)]),
});

const pageTable = ({ page }) => ({
  head: ["/ask", "Without a question", "With an answer"],
  rows: page === null ? [["no browser", "not measured", "not measured"]] : [["Transferred, no cache", "kilobytes", " KB"], ["Requests", "requests", ""], ["LCP", "lcpMs", " ms"], ["CLS", "cls", ""], ["Long tasks", "longTasks", ""], ["Longest task", "longestTaskMs", " ms"]].map(([name, key, unit]) => [name, range(page.empty[key], unit), range(page.answered[key], unit)]),
});

const aimTable = ({ aims }) => ({ head: ["Aim", "Limit", "Measured", ""], rows: aims.map((aim) => [aim.name, aim.limit, aim.measured ?? "no data", verdict(aim)]) });

const sections = (result) => [["Aims", aimTable(result)], ["Start, import, rest", startTable(result)], ["Questions (milliseconds)", askTable(result)], ["The page of questions", pageTable(result)]];

function toColumns({ head, rows }) {
  const lines = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, index) => Math.max(...lines.map((row) => row[index].length)));
  return lines.map((row) => `  ${row.map((cell, index) => cell.padEnd(widths[index])).join("  ").trimEnd()}`).join("\n");
}

const toPipes = ({ head, rows }) => [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

const machineLine = ({ machine }) => `${machine.cores} cores, ${machine.memoryGb} GB, Node ${machine.node}, ${machine.platform}`;

function company({ machine }) {
  if (machine.busyBefore < BUSY) return `The machine was quiet: ${Math.round(machine.busyBefore * 100)}% of its CPU was in use before the run.`;
  return `Other work ran on the machine: before the run it used ${Math.round(machine.busyBefore * 100)}% of the CPU (load average ${machine.loadBefore}, and ${machine.loadAfter} at the end). What a quiet machine gives was not measured in this run.`;
}

export const toText = (result) => `\n${machineLine(result)}\n${company(result)}\n${sections(result).map(([title, table]) => `\n${title}\n${toColumns(table)}\n`).join("")}`;

export const toMarkdown = (result) => `# Benchmark

Written by \`npm run bench -- --markdown content/benchmark.md\` on ${result.at.slice(0, 10)}: ${machineLine(result)}.
${company(result)}

${sections(result).map(([title, table]) => `## ${title}\n\n${toPipes(table)}\n`).join("\n")}
## How it was measured

- A start is measured from the launch of \`npm run up\`, with the build in place, until \`/readyz\` answers 200, database and migrations included; its CPU time is that of the launcher and of everything below it.
- The data is a synthetic ServiceNow event log (seed ${result.settings.seed}) over 400 days, imported with the command line; the time of an import includes the start of the command.
- A session signs in with a token of its own, thinks for 2 to 5 seconds and asks \`POST /api/v1/ask\`; each level lasts ${result.settings.seconds} s. ${result.load.asked} questions were asked, ${result.load.distinctQuestions} of them distinct (figure, split and period, in the order of the seed). A ping is \`GET /healthz\` by the same session right before its question.
- While data is changing, the version of the tickets is raised once a second, which makes every cached answer over them stale.
- The load generator, the browser, the server and PostgreSQL share the cores. Percentiles by nearest rank; a p95 needs 20 values and a p99 needs 100.
- CPU is in percent of one core. The memory of PostgreSQL is the sum of its processes with shared pages counted once.
`;
