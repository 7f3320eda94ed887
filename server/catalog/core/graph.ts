/** `from` needs `to`. The ends are slugs or ids, as long as one call does not mix them. */
export interface Dependency {
  from: string;
  to: string;
}

export interface Hop {
  node: string;
  /** Length of the shortest way; 1 = direct. */
  hops: number;
}

type Adjacency = ReadonlyMap<string, readonly string[]>;

function adjacencyOf(edges: readonly Dependency[]): Adjacency {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) next.set(from, [...(next.get(from) ?? []), to]);
  return next;
}

/** A shortest way from one node to another along the edges, both ends included; null if there is none. */
function findWay(next: Adjacency, start: string, goal: string): string[] | null {
  const cameFrom = new Map<string, string | null>([[start, null]]);
  const queue = [start];
  for (const node of queue) {
    if (node === goal) return wayTo(node, cameFrom);
    for (const after of next.get(node) ?? []) {
      if (cameFrom.has(after)) continue;
      cameFrom.set(after, node);
      queue.push(after);
    }
  }
  return null;
}

function wayTo(end: string, cameFrom: ReadonlyMap<string, string | null>): string[] {
  const way: string[] = [];
  for (let node: string | null = end; node !== null; node = cameFrom.get(node) ?? null) way.unshift(node);
  return way;
}

/**
 * Would `service` needing exactly `dependsOn` close a circle? Gives the shortest one found, beginning and ending with `service`
 * (`[a, b, a]`), or null. `edges` are the dependencies as they stand; those of `service` itself are replaced, not added to.
 */
export function findCycle(edges: readonly Dependency[], service: string, dependsOn: readonly string[]): string[] | null {
  const next = adjacencyOf(edges.filter((edge) => edge.from !== service));
  const ways = dependsOn.flatMap((target) => {
    const way = findWay(next, target, service);
    return way === null ? [] : [way];
  });
  const shortest = ways.sort((a, b) => a.length - b.length)[0];
  return shortest === undefined ? null : [service, ...shortest];
}

/** A circle as people read it: "checkout needs orders-db, which needs checkout". */
export function describeCycle(cycle: readonly string[]): string {
  const [first, second, ...rest] = cycle;
  if (first === undefined || second === undefined) return "";
  if (first === second) return `${first} cannot need itself`;
  return `${first} needs ${[second, ...rest].join(", which needs ")}`;
}

/** Everything reachable from `start` within `maxHops`, nearest first and by name within one distance; `start` itself never. */
export function reachable(edges: readonly Dependency[], start: string, maxHops: number): Hop[] {
  const next = adjacencyOf(edges);
  const found: Hop[] = [];
  const seen = new Set([start]);
  let frontier = [start];
  for (let hops = 1; hops <= maxHops && frontier.length > 0; hops += 1) {
    const reached = [...new Set(frontier.flatMap((node) => next.get(node) ?? []))].filter((node) => !seen.has(node)).sort();
    for (const node of reached) seen.add(node);
    found.push(...reached.map((node) => ({ node, hops })));
    frontier = reached;
  }
  return found;
}

/** The same dependencies read the other way round: who needs whom. */
export const reversed = (edges: readonly Dependency[]): Dependency[] => edges.map(({ from, to }) => ({ from: to, to: from }));
