export interface DemoDocRequest {
  words: string;
  times: number;
  lastHoursAgo: number;
  owner: string | null;
  state: "open" | "declined";
}

/** What people looked for and did not find. */
export const docRequests: readonly DemoDocRequest[] = [
  { words: "vpn on a phone", times: 23, lastHoursAgo: 3, owner: "Adam Novak", state: "open" },
  { words: "staging credentials", times: 14, lastHoursAgo: 20, owner: null, state: "open" },
  { words: "invoice in dollars", times: 9, lastHoursAgo: 41, owner: "Maya Cohen", state: "open" },
  { words: "test card numbers", times: 6, lastHoursAgo: 70, owner: null, state: "open" },
  { words: "gdpr export of a customer", times: 4, lastHoursAgo: 118, owner: "Leila Rahimi", state: "open" },
  { words: "canteen menu", times: 17, lastHoursAgo: 95, owner: null, state: "declined" },
];
