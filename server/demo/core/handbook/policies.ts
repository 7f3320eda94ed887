import type { DemoPage } from "./page";

export const policyPages: readonly DemoPage[] = [
  {
    slug: "access-to-production", space: "policies", kind: "policy", title: "Access to production", section: "Security", owner: "Noah Berg", reviewInDays: 12, reviewedDaysAgo: 168, readsPerDay: 2, yes: 4, no: 1,
    body: `# Access to production

Access is given to people who are on call, for the services of their team, and ends with the turn.

1. Ask in a ticket; the owner of the service agrees.
2. Access lasts eight hours. It is lengthened by asking again, never by a standing right.
3. What was done is logged and read once a month.

## In an emergency

The commander of an incident may give access to anybody. It is written into the timeline and taken back when the incident ends.
`,
    revisions: [{ before: "Access lasts a day.", after: "Access lasts eight hours.", note: "Shorter, as the audit asked", by: "Aiko Tanaka", daysAgo: 168, publishedBy: "Noah Berg" }],
  },
  {
    slug: "how-long-we-keep-data", space: "policies", kind: "policy", title: "How long we keep data", section: "Data", owner: "Leila Rahimi", reviewInDays: 120, reviewedDaysAgo: 60, readsPerDay: 1, yes: 2, no: 0,
    body: `# How long we keep data

| Data | Kept for | Then |
| --- | --- | --- |
| orders and invoices | 10 years | deleted |
| tickets and their files | 3 years | deleted |
| checks of monitors | 13 months | one row a day stays |
| logs of applications | 30 days | deleted |

## When a customer leaves

Their data is handed over within 30 days and deleted after 60. Backups follow 35 days later.
`,
    revisions: [],
  },
  {
    slug: "credits-for-missed-service-levels", space: "policies", kind: "policy", title: "Credits for missed service levels", section: "Customers", owner: "Grace Okafor", reviewInDays: -71, reviewedDaysAgo: 251, readsPerDay: 4, yes: 3, no: 4,
    body: `# Credits for missed service levels

A customer whose month ends below its promise gets a credit on the next invoice, without having to ask.

| Availability of the month | Credit |
| --- | --- |
| below the promise | 5 % |
| below 99 % | 15 % |
| below 95 % | 50 % |

Planned maintenance that was told seven days ahead does not count.
`,
    revisions: [],
  },
];

export const customerPages: readonly DemoPage[] = [
  {
    slug: "how-to-report-a-problem", space: "customer-help", kind: "doc", title: "How to report a problem", section: "", owner: "Paula Reyes", reviewInDays: 60, reviewedDaysAgo: 120, readsPerDay: 6, yes: 11, no: 2,
    body: `# How to report a problem

Look at the status page first: what stands there is known, and you need not write.

Otherwise open a request and say

- what you did, and what you expected,
- since when, and for whom,
- the number of an order or invoice, where there is one.

A picture helps. Never send passwords or card numbers.
`,
    revisions: [],
  },
  {
    slug: "planned-maintenance-for-customers", space: "customer-help", kind: "doc", title: "Planned maintenance: what to expect", section: "", owner: "Sofia Lindqvist", reviewInDays: null, reviewedDaysAgo: null, readsPerDay: 2, yes: 2, no: 0,
    body: `# Planned maintenance: what to expect

We tell you a week, a day and an hour ahead, and when it is over. Most work is not noticed; where it is, the message says what stops and for how long.

You can take our calendar into your own: ask the service desk for the address.
`,
    revisions: [],
  },
];
