import fs from "node:fs";
import path from "node:path";
import { capture } from "./command.mjs";
import { describeError } from "./terminal.mjs";
import { durationsOfPlaywright, durationsOfVitest, failuresOfPlaywright, failuresOfVitest } from "./test-report.mjs";

const column = (seconds) => `${seconds.toFixed(1)} s`.padStart(9);

const SLOWEST = 15;

/** Counts what passed and failed over gates (each counts as one) and test suites (each test counts), and how long each took. */
export class Scoreboard {
  passed = 0;
  failed = 0;
  begun = performance.now();
  stages = [];
  failures = [];
  durations = [];

  add(name, { passed, failed, output, failures = [], durations = [], seconds }) {
    this.passed += passed;
    this.failed += failed;
    const ended = (performance.now() - this.begun) / 1000;
    this.stages.push({ name, seconds, from: Math.max(0, ended - seconds) });
    this.durations.push(...durations);
    const counts = passed + failed === 1 ? "" : `, ${passed} passed, ${failed} failed`;
    console.log(`${failed ? "FAIL" : "  ok"}  ${name} (${seconds.toFixed(1)} s${counts})`);
    if (failed === 0) return;
    console.log(failures.length > 0 ? failures.map(({ title, said }) => `${title}\n${said}`).join("\n\n") : output.trimEnd());
    this.failures.push(...(failures.length > 0 ? failures.map(({ title }) => `${name}: ${title}`) : [name]));
  }

  /** Runs work that answers with counts; what it throws is one failure. */
  async run(name, work) {
    const begun = performance.now();
    const seconds = () => (performance.now() - begun) / 1000;
    try {
      const result = await work();
      this.add(name, { ...result, seconds: seconds() });
      return result.failed === 0;
    } catch (error) {
      this.add(name, { passed: 0, failed: 1, output: describeError(error), seconds: seconds() });
      return false;
    }
  }

  command(name, program, args, env) {
    return this.run(name, async () => {
      const { code, output } = await capture(program, args, { env });
      return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output };
    });
  }

  /** What took how long, the longest first; many run side by side, so that their beginnings stand beside them. */
  showTimes() {
    console.log(`${column((performance.now() - this.begun) / 1000)}  in all, of it (with its beginning)`);
    for (const { name, seconds, from } of this.stages.toSorted((a, b) => b.seconds - a.seconds)) console.log(`${column(seconds)}  ${column(from)}  ${name}`);
    const slowest = this.durations.toSorted((a, b) => b.seconds - a.seconds).slice(0, SLOWEST);
    if (slowest.length > 0) console.log("The slowest tests:");
    for (const { title, seconds } of slowest) console.log(`${column(seconds)}  ${path.relative(process.cwd(), title)}`);
  }

  finish() {
    this.showTimes();
    for (const failed of this.failures) console.log(`FAIL  ${failed}`);
    console.log(`${this.passed} passed, ${this.failed} failed`);
    process.exitCode = this.failed ? 1 : 0;
  }
}

const readReport = (file) => (fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : null);

/** A tool that failed without a failed test (a crash, a broken file) still counts as a failure. */
function countsOf({ passed, failed }, code) {
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}

/** What tests leave in the temporary directory goes with the run's folder. */
export async function runVitest(project, { folder, label = project, env }) {
  const file = path.join(folder, `vitest-${label}.json`);
  const args = ["node_modules/vitest/vitest.mjs", "run", "--project", project, "--maxWorkers=2", "--passWithNoTests", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const { code, output } = await capture(process.execPath, args, { env: { ...env, TMPDIR: folder } });
  const report = readReport(file);
  return { ...countsOf({ passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0 }, code), output, failures: failuresOfVitest(report), durations: durationsOfVitest(report) };
}

export async function runPlaywright({ folder, project, env }) {
  const name = project.replaceAll(" ", "-");
  const file = path.join(folder, `playwright-${name}.json`);
  const args = ["node_modules/@playwright/test/cli.js", "test", "--reporter=line,json", "--project", project, "--output", path.join("test-results", name)];
  const { code, output } = await capture(process.execPath, args, { env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file } });
  const report = readReport(file);
  const stats = report?.stats;
  return { ...countsOf({ passed: stats?.expected ?? 0, failed: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0) }, code), output, failures: failuresOfPlaywright(report), durations: durationsOfPlaywright(report) };
}

/** Runs tasks with at most `limit` at a time, in order. */
export async function inParallel(limit, tasks) {
  const waiting = [...tasks];
  const worker = async () => {
    for (let task = waiting.shift(); task; task = waiting.shift()) await task();
  };
  await Promise.all(Array.from({ length: limit }, worker));
}
