import type { DemoRunbook } from "./runbook";

export const operationsRunbooks: readonly DemoRunbook[] = [
  {
    slug: "notifications-delayed", title: "Messages are delayed", section: "Operations", service: "notifications", alertNames: ["NotificationsQueueLong", "NotificationsProviderErrors"], changedDaysAgo: 31,
    body: `# Messages are delayed

## Meaning
E-mails or text messages wait longer than ten minutes.

## Impact
Sign-in codes come too late, so people call the service desk about Auth. The cause is here.

## Diagnosis
1. One channel or all? One channel is its provider.
2. Is a campaign running? A large one fills the queue before the codes.
3. Look at the bounce rate: above 5% the provider slows us down on purpose.

## Mitigation
- Put codes and order confirmations first: flag \`notify.priority.transactional\`.
- Pause the campaign. Its sender would rather wait than be blocked.
- Switch text messages to the second provider.
`,
  },
  {
    slug: "mobile-crash-after-release", title: "Apps crash after a release", section: "Operations", service: "mobile-backend", alertNames: ["MobileCrashRateHigh"], changedDaysAgo: 66,
    body: `# Apps crash after a release

## Meaning
The share of sessions that end in a crash has doubled since the last release of an app or of its backend.

## Diagnosis
1. Which version crashes? All versions at once means the backend, one version means the app.
2. Compare the answer's shape before and after the release: a field that became null is the usual reason.

## Mitigation
- Backend: roll back.
- App: stop its staged rollout in the stores. A fixed app needs a day to be reviewed, so turn the feature off by its flag meanwhile.
`,
  },
  {
    slug: "roll-back-a-release", title: "Roll back a release", section: "Operations", service: null, alertNames: [], changedDaysAgo: 215,
    body: `# Roll back a release

## When to use
Errors began within half an hour after a release, and nobody has understood them within ten minutes.

## Do
1. Say in the incident channel that you roll back, and which release.
2. \`release rollback SERVICE\`. It takes about four minutes and keeps the database as it is.
3. Migrations only ever add. If the new version has written what the old one cannot read, stop and call the owning team.
4. Watch the error rate for ten minutes before you say that it is over.

## Afterwards
The release stays blocked until its cause is written down. Open a ticket for the owning team.
`,
  },
  {
    slug: "major-incident", title: "Lead a major incident", section: "Operations", service: null, alertNames: [], changedDaysAgo: 8,
    body: `# Lead a major incident

## When to use
A tier 1 service is down, or customers of tier enterprise cannot work.

## Roles
One person leads and does nothing else. One writes the log with times. One speaks to customers.

## Do
1. Name the leader within five minutes.
2. Say what is known, what is not, and when the next word comes: every twenty minutes, also when there is nothing new.
3. First make it work again, then understand it.
4. Merge the tickets that arrive under one, so that everybody hears the end.

## Afterwards
Hold the review within three working days. It asks what made sense at the time, and its actions have an owner and a date.
`,
  },
];
