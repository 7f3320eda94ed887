import type { DemoRunbook } from "./runbook";

export const shopRunbooks: readonly DemoRunbook[] = [
  {
    slug: "checkout-error-rate", title: "Checkout error rate is high", section: "Shop", service: "checkout", alertNames: ["CheckoutErrorRateHigh", "CheckoutErrorBudgetBurn"], changedDaysAgo: 34,
    body: `# Checkout error rate is high

## Meaning
More than 2% of the attempts to pay for a basket have failed for five minutes.

## Impact
Customers cannot buy. Every minute on a weekday afternoon costs about forty orders, and tickets follow within five minutes.

## Diagnosis
1. Was there a release in the last half hour? Compare its time with the first failing request.
2. Split the errors by region. One region only points to the network or to a partial release.
3. Look at what checkout needs, in this order: Orders DB, Payments API, Auth. An error in one of them shows up here two minutes later.
4. Errors of one payment method only belong to the runbook "Payment provider answers with errors".

## Mitigation
- After a release: roll back first, read the logs afterwards. A rollback takes four minutes.
- Orders DB out of connections: see "Orders DB connections are exhausted".
- Otherwise switch the basket to "order now, pay later" for enterprise customers and say so on the status page.

## Afterwards
Tell the service desk when it is over, so that they can close the open tickets together.
`,
  },
  {
    slug: "checkout-slow", title: "Checkout answers slowly", section: "Shop", service: "checkout", alertNames: ["CheckoutLatencyHigh"], changedDaysAgo: 120,
    body: `# Checkout answers slowly

## Meaning
The 95th percentile of checkout's answers has been above two seconds for ten minutes.

## Impact
People press the button twice. Expect duplicate orders and questions about them.

## Diagnosis
1. Compare the latency of Payments API and Orders DB with checkout's own. The slowest one is the place to look.
2. Check the number of workers against the length of the queue.
3. A slow Catalog makes the basket slow, not the payment. Look at which step is slow.

## Mitigation
- Add two workers per region; they are ready after ninety seconds.
- Turn off the recommendations in the basket: flag \`basket.recommendations\`.
- If Orders DB is the cause, stop the reports that hold locks (see "Data pipeline is late").
`,
  },
  {
    slug: "search-index-stale", title: "Search index is behind", section: "Shop", service: "search", alertNames: ["SearchIndexStale"], changedDaysAgo: 61,
    body: `# Search index is behind

## Meaning
The newest product in the index is more than thirty minutes older than the newest one in Catalog.

## Impact
New products cannot be found and old prices are shown. Nothing fails, so customers notice before we do.

## Diagnosis
1. Is the data pipeline running? If it is late, fix it first: search only reads what it delivers.
2. Look for documents that the indexer refuses. One bad product stops its whole batch.
3. Check the disk of the index: above 85% it takes no writes.

## Mitigation
- Skip the bad batch and note its number in the ticket.
- Rebuild the index of one shop with \`search reindex --shop ID\`; it takes twelve minutes and does not disturb readers.
- Never rebuild all shops at once during the day.
`,
  },
  {
    slug: "search-slow", title: "Search answers slowly", section: "Shop", service: "search", alertNames: ["SearchLatencyHigh"], changedDaysAgo: 203,
    body: `# Search answers slowly

## Meaning
Half of all searches take longer than 400 ms.

## Diagnosis
1. Are the queries different? A new filter on the shop page can triple the work.
2. Is one shard hot? Compare the load of the shards.
3. Is an index being rebuilt? That alone is no reason to worry.

## Mitigation
- Limit the filters to three per query: flag \`search.filters.max\`.
- Move the hot shard to a free machine.
- Turn off spelling correction for anonymous visitors.
`,
  },
  {
    slug: "catalog-wrong-stock", title: "Catalog shows the wrong stock", section: "Shop", service: "catalog", alertNames: ["CatalogStockMismatch"], changedDaysAgo: 88,
    body: `# Catalog shows the wrong stock

## Meaning
The stock in Catalog and in Orders DB differs by more than one percent of the products.

## Impact
Sold-out products are ordered. Each such order becomes a refund and a ticket.

## Diagnosis
1. Find the time at which the two began to differ.
2. Look for a failed import of a supplier's list around that time.
3. Check that the stock events still flow: no event for five minutes during the day is wrong.

## Mitigation
- Mark the products concerned as "ask for availability".
- Replay the stock events from the time at which the two were still equal. Replays are safe: an event that was applied is ignored.
`,
  },
];
