import type { DemoRunbook } from "./runbook";

export const moneyRunbooks: readonly DemoRunbook[] = [
  {
    slug: "payment-provider-errors", title: "Payment provider answers with errors", section: "Payments", service: "payments-api", alertNames: ["PaymentProviderErrors", "PaymentDeclineRateHigh"], changedDaysAgo: 19,
    body: `# Payment provider answers with errors

## Meaning
More than 5% of the calls to one card processor fail, or far more cards than usual are declined.

## Impact
Orders fail for the cards of that processor. The others work.

## Diagnosis
1. Open the provider's status page and note what it says, with the time.
2. Is it one bank, one kind of card, or one country? A single bank is the bank's fault and passes.
3. Did our certificate or key change? Errors that begin at midnight often mean an expired certificate.

## Mitigation
- Route new payments to the second processor: \`payments route --primary second\`. Captures of old authorisations stay where they are.
- Do not retry declined cards; banks block them.
- Call the provider's hotline and put the case number into the incident.

## Afterwards
Route back in steps of ten percent. Check refunds that were asked for meanwhile.
`,
  },
  {
    slug: "payments-api-down", title: "Payments API is down", section: "Payments", service: "payments-api", alertNames: ["PaymentsApiDown"], changedDaysAgo: 47,
    body: `# Payments API is down

## Meaning
The health check of Payments API has failed twice in a row.

## Impact
Checkout and Billing fail with it. This is always priority 1.

## Diagnosis
1. Can Auth be reached? Payments API refuses to start without it.
2. Can Orders DB be reached?
3. Was there a release? Look at the first failing minute.

## Mitigation
- Roll back the last release.
- Restart one instance and watch it for a minute before the others: a restart of all loses the authorisations in memory.
- Tell the support group and the customers of tier enterprise within fifteen minutes.

## Afterwards
Compare the provider's list of payments with ours and settle the difference the same day.
`,
  },
  {
    slug: "duplicate-charges", title: "A customer was charged twice", section: "Payments", service: "billing", alertNames: [], changedDaysAgo: 150,
    body: `# A customer was charged twice

## When to use
A customer writes that the same invoice or order was charged twice.

## Check
1. Find both payments. The same idempotency key means one payment shown twice: nothing was charged twice.
2. Different keys within two minutes are a double press of the button.
3. Different keys on different days are two invoices; look at the subscription.

## Do
- Refund the later payment with the reason "duplicate". Refunds take three to five working days; say so.
- Never refund both.
- If more than three customers report it on one day, tell the payments team: it is a defect and not an accident.
`,
  },
  {
    slug: "invoice-run-failed", title: "The monthly invoice run failed", section: "Payments", service: "billing", alertNames: ["InvoiceRunFailed", "InvoiceRunLate"], changedDaysAgo: 28,
    body: `# The monthly invoice run failed

## Meaning
The run that writes the invoices on the first of the month stopped, or has not ended by 06:00 UTC.

## Impact
Invoices are late. Nothing is lost: the run continues where it stopped.

## Diagnosis
1. Read the last line of the run's report: it names the customer at which it stopped.
2. A missing tax number is the usual reason. Correct it and continue.
3. If it cannot reach Notifications, the invoices are written but not sent.

## Mitigation
- Continue with \`billing run --resume\`. Invoices that exist are not written again.
- To leave out one customer: \`billing run --resume --skip SLUG\`, and open a ticket for that customer.
`,
  },
];
