export interface KeyPress {
  key: string;
  hasModifier: boolean;
  isTyping: boolean;
  atMs: number;
}

export interface KeyState {
  /** The first key of a sequence ("g"), with its time. */
  pending: { key: string; atMs: number } | null;
}

export interface KeyMatch {
  /** The binding that fired, or null. */
  binding: string | null;
  state: KeyState;
}

/** A second key counts as part of a sequence within this time. */
export const SEQUENCE_MS = 1_200;

/**
 * Which binding a key press completes. Bindings are "mod+k" (Ctrl or Cmd), one key ("?"), or a sequence ("g t"). While
 * typing only "mod+" bindings fire. A press with a modifier never starts, continues or completes a plain binding.
 */
export function matchKeys(bindings: readonly string[], press: KeyPress, state: KeyState): KeyMatch {
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  if (press.hasModifier) return { binding: find(bindings, `mod+${key}`), state: { pending: null } };
  if (press.isTyping) return { binding: null, state: { pending: null } };
  const { pending } = state;
  if (pending !== null && press.atMs - pending.atMs <= SEQUENCE_MS) {
    const sequence = find(bindings, `${pending.key} ${key}`);
    if (sequence !== null) return { binding: sequence, state: { pending: null } };
  }
  if (bindings.some((binding) => binding.startsWith(`${key} `))) return { binding: null, state: { pending: { key, atMs: press.atMs } } };
  return { binding: find(bindings, key), state: { pending: null } };
}

function find(bindings: readonly string[], wanted: string): string | null {
  return bindings.includes(wanted) ? wanted : null;
}
