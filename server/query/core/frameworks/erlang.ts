/**
 * Erlang's formulas for a queue with c equal servers, Poisson arrivals and exponential service (M/M/c). Offered load in erlangs is
 * arrivals per hour times hours of work for each. Source: A. K. Erlang, "Solution of some problems in the theory of probabilities of
 * significance in automatic telephone exchanges" (1917); the recursion for the blocking probability is the usual one.
 */

/** Probability that all servers are busy in a system that turns callers away (Erlang B). B(0) = 1; B(n) = aB(n-1) / (n + aB(n-1)). */
export function erlangB(servers: number, load: number): number {
  let blocked = 1;
  for (let n = 1; n <= servers; n += 1) blocked = (load * blocked) / (n + load * blocked);
  return blocked;
}

/** Probability that an arrival must wait (Erlang C). 1 when the servers cannot keep up (load >= servers): the queue grows without end. */
export function waitingProbability(servers: number, load: number): number {
  if (load <= 0) return 0;
  if (load >= servers) return 1;
  const blocked = erlangB(servers, load);
  return blocked / (1 - (load / servers) * (1 - blocked));
}

export interface QueueInput {
  /** Arrivals per hour. */
  arrivalsPerHour: number;
  /** Work for each arrival, in minutes. */
  handleMinutes: number;
  agents: number;
}

const loadOf = ({ arrivalsPerHour, handleMinutes }: Omit<QueueInput, "agents">): number => (arrivalsPerHour * handleMinutes) / 60;

/** Share of arrivals answered within `withinMinutes`: 1 - C * exp(-(c - a) * t / h). 0 when the queue is unstable. */
export function serviceLevel(queue: QueueInput, withinMinutes: number): number {
  const load = loadOf(queue);
  if (load >= queue.agents) return 0;
  return 1 - waitingProbability(queue.agents, load) * Math.exp((-(queue.agents - load) * withinMinutes) / queue.handleMinutes);
}

/** Mean wait in minutes over all arrivals: C * h / (c - a). Null when the queue is unstable: there is no mean. */
export function meanWaitMinutes(queue: QueueInput): number | null {
  const load = loadOf(queue);
  return load >= queue.agents ? null : (waitingProbability(queue.agents, load) * queue.handleMinutes) / (queue.agents - load);
}

/** Share of an agent's time that is taken, 0..1; more than 1 means that the work cannot be done. */
export const occupancy = (queue: QueueInput): number => loadOf(queue) / queue.agents;

const mostAgents = 2_000;

/** The fewest agents that answer the wanted share in time; null when not even the bound of 2,000 would. */
export function agentsNeeded(queue: Omit<QueueInput, "agents">, target: { share: number; withinMinutes: number }): number | null {
  const least = Math.max(1, Math.floor(loadOf(queue)) + 1);
  for (let agents = least; agents <= mostAgents; agents += 1) if (serviceLevel({ ...queue, agents }, target.withinMinutes) >= target.share) return agents;
  return null;
}
