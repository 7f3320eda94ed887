import type { DemoRunbook } from "./runbook";

export const dataRunbooks: readonly DemoRunbook[] = [
  {
    slug: "orders-db-connections", title: "Orders DB connections are exhausted", section: "Data", service: "orders-db", alertNames: ["OrdersDbConnectionsHigh", "OrdersDbDown"], changedDaysAgo: 23,
    body: `# Orders DB connections are exhausted

## Meaning
More than 90% of the connections are in use, or new ones are refused.

## Impact
Everything that needs Orders DB fails within minutes: Checkout, Payments API, Billing, Catalog and the pipeline.

## Diagnosis
1. Count the connections by service. One that holds far more than its share is leaking.
2. Look for sessions "idle in transaction" older than a minute.
3. Look for one long statement that the others wait for.

## Mitigation
- End the sessions that are idle in a transaction. This is safe.
- End the long statement if it is a report. Ask the data team if it is not.
- Restart the leaking service, one instance at a time.
- Raising the limit only moves the problem: memory is next.

## Afterwards
The service that leaked gets a ticket with the count of its connections over the last day.
`,
  },
  {
    slug: "orders-db-disk", title: "Orders DB is running out of disk", section: "Data", service: "orders-db", alertNames: ["OrdersDbDiskFull"], changedDaysAgo: 110,
    body: `# Orders DB is running out of disk

## Meaning
Less than 15% of the disk is free, or at the present rate it is full within two days.

## Diagnosis
See what holds the space. A growing log means that a replica has fallen behind or is gone; temporary files belong to large reports.

\`\`\`sql
select slot_name, active, pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)) as held from pg_replication_slots;
\`\`\`

\`\`\`ask
How many alerts fired for orders-db in the last 7 days?
\`\`\`

\`\`\`decision
What grows?
- The log -> Free the log
- Tables -> Make room
- Temporary files -> next
\`\`\`

## Free the log
- Find out whether the replica comes back.

\`\`\`approval
The data team agrees that the replica is gone for good.
\`\`\`

- Drop its slot with \`psql -c "select pg_drop_replication_slot('{{slot}}')"\`.

## Make room
- Move order history older than two years to the archive with \`orders archive --before DATE\`, in the evening.
- Enlarge the volume; that works while it is in use.

\`\`\`wait
10 min
\`\`\`

## Verify
- More than 20% of the disk is free, and the alert has ended.
`,
  },
  {
    slug: "data-pipeline-late", title: "Data pipeline is late", section: "Data", service: "data-pipeline", alertNames: ["DataPipelineLate", "DataPipelineStopped"], changedDaysAgo: 40,
    body: `# Data pipeline is late

## Meaning
Events wait longer than an hour before they reach search and reports.

## Impact
Dashboards show yesterday, search shows old products. Nobody loses data.

## Diagnosis
1. Is it stopped or slow? A stopped pipeline has no progress at all for five minutes.
2. A stopped one nearly always waits at a malformed record: the log names the offset.
3. A slow one has too much to do: compare the events per minute with last week.

## Mitigation
- Put the record aside with \`pipeline park OFFSET\`. It is kept, and the producer's team gets a ticket.
- Double the workers until it has caught up.
- Stop the large reports while it catches up; they read from the same place.
`,
  },
  {
    slug: "report-differs", title: "A report differs from an export", section: "Data", service: "reporting", alertNames: [], changedDaysAgo: 180,
    body: `# A report differs from an export

## When to use
A customer compares a dashboard with an export, and the totals differ.

## Check
1. Do both cover the same days in the same time zone? Dashboards use the reader's zone, exports use UTC.
2. Are cancelled orders in one of them only?
3. How old is each? The dashboard says until when it has data.

## Do
- Answer with both definitions and the number that each gives for one single day.
- If they still differ for one day in UTC, it is a defect: give it to the data team with both files.
`,
  },
];
