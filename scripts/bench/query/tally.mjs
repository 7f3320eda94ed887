import { latencies } from "../statistics.mjs";

/** What came back from a load: latencies at the asker, and what each answer says of its own stages. */
export class Tally {
  answered = [];
  inside = [];
  first = [];
  stages = new Map();
  outcomes = {};
  failures = {};
  hits = 0;
  methods = 0;
  /** Turned away with 503 and told when to come back, and how long that took. */
  turnedAway = [];
  withoutRetryAfter = 0;

  note({ ms, status, text, retryAfter }) {
    if (status === 503) {
      this.turnedAway.push(ms);
      if (!retryAfter) this.withoutRetryAfter += 1;
      return;
    }
    if (status !== 200) {
      this.failures[status] = (this.failures[status] ?? 0) + 1;
      return;
    }
    const { outcome, trace, artefacts } = JSON.parse(text);
    this.answered.push(ms);
    this.inside.push(trace.totalMs);
    if (trace.firstPartMs !== null) this.first.push(trace.firstPartMs);
    for (const { name, ms: took } of trace.stages) this.noteStage(name, took);
    this.outcomes[outcome] = (this.outcomes[outcome] ?? 0) + 1;
    if (trace.cache === "hit") this.hits += 1;
    if (artefacts?.length > 0) this.methods += 1;
  }

  noteStage(name, ms) {
    const times = this.stages.get(name) ?? [];
    times.push(ms);
    this.stages.set(name, times);
  }

  summary() {
    const { answered, inside, first, stages, outcomes, failures, hits, methods, turnedAway, withoutRetryAfter } = this;
    return {
      ask: latencies(answered), insideServer: latencies(inside), firstPart: latencies(first), stages: Object.fromEntries([...stages].map(([name, values]) => [name, latencies(values)])),
      outcomes, failures, cacheHits: hits, withMethods: methods, turnedAway: { ...latencies(turnedAway), withoutRetryAfter },
    };
  }
}
