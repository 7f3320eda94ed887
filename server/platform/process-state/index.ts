import "server-only";

const holder = globalThis as typeof globalThis & { __quarterdeckState?: Map<string, unknown> };
const held = (): Map<string, unknown> => (holder.__quarterdeckState ??= new Map<string, unknown>());

/** Something that a process has once: connections, caches, counters, whoever watches. */
export interface ProcessState<T> {
  /** What is held; made on first use. */
  current: () => T;
  /** What is held, if anything. */
  peek: () => T | undefined;
  /** The next use makes a new one. Whoever forgets something that runs ends it first. */
  forget: () => void;
}

/** State of the process under a name of its own. It is one, however often the bundler has copied the module that names it. */
export function processState<T>(name: string, make: () => T): ProcessState<T> {
  const peek = (): T | undefined => held().get(name) as T | undefined;
  const create = (): T => {
    const made = make();
    held().set(name, made);
    return made;
  };
  return { current: () => (held().has(name) ? (peek() as T) : create()), peek, forget: () => void held().delete(name) };
}

/** As if the process had just begun: for tests that share one. */
export const forgetProcessState = (): void => held().clear();
