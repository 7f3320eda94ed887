import type { DemoPage } from "./page";

export const handbookPages: readonly DemoPage[] = [
  {
    slug: "on-call-handbook", space: "handbook", kind: "doc", title: "On-call handbook", section: "On call", owner: "Anton Fischer", reviewInDays: -34, reviewedDaysAgo: 214, readsPerDay: 7, yes: 9, no: 3,
    body: `# On-call handbook

A turn lasts a week and begins on Monday at 9:00 in Berlin. Who is on call stands on the page of each team.

## When you are paged

1. Acknowledge within five minutes. Nobody expects a solution by then, only that somebody looks.
2. Open the alert; its runbook stands beside it. Start a run, so that others see where you are.
3. If customers notice it, declare an incident. Too early is better than too late.

## Handing over

Write three lines for whoever comes next: what is broken now, what you changed and have not undone, what may fire tonight.

> [!WARNING]
> An alert that you silenced for your turn ends with your turn. Say so in the hand-over.

## Time off

A night with more than one page is followed by a free morning. Tell your team; nobody has to ask.
`,
    revisions: [{ before: "Acknowledge within fifteen minutes.", after: "Acknowledge within five minutes.", note: "Five minutes, as agreed after the spring review", by: "Kofi Mensah", daysAgo: 214, publishedBy: "Anton Fischer" }],
  },
  {
    slug: "roles-in-an-incident", space: "handbook", kind: "doc", title: "Roles in an incident", section: "On call", owner: "Nadia Rossi", reviewInDays: 96, reviewedDaysAgo: 84, readsPerDay: 3, yes: 6, no: 0,
    body: `# Roles in an incident

| Role | Does | Does not |
| --- | --- | --- |
| Commander | decides, keeps the timeline, ends it | debug |
| Operations | changes systems, one change at a time | talk to customers |
| Communication | writes updates, every 30 minutes while it is severe | promise a time |

One person may hold two roles at night. The commander says aloud who holds which.

## Ending it

An incident is mitigated when customers no longer notice it, and resolved when it cannot come back by itself. The postmortem is due five working days later.
`,
    revisions: [],
  },
  {
    slug: "release-checklist", space: "handbook", kind: "doc", title: "Release checklist", section: "Releases", owner: "Tomas Lind", reviewInDays: 9, reviewedDaysAgo: 171, readsPerDay: 5, yes: 7, no: 1,
    body: `# Release checklist

- Error budget left? A frozen service takes fixes only.
- Anything planned for the same hour? Look at the maintenance calendar.
- Can you go back in ten minutes? Write down how.
- Watch the error rate for half an hour after the last region.

## After a bad release

Roll back first and ask why later. Name the release in the incident, so that the change failure rate stays true.
`,
    revisions: [
      { before: "Watch the error rate for ten minutes", after: "Watch the error rate for half an hour", note: "Slow leaks show after twenty minutes", by: "Owen Clarke", daysAgo: 171, publishedBy: "Tomas Lind" },
      { before: "Roll back first and ask why later.", after: "Roll back first and ask why later. A flag that is switched off counts as rolled back.", note: "Flags count as well", by: "Priya Nair", daysAgo: 2, publishedBy: null },
    ],
  },
  {
    slug: "first-week-in-engineering", space: "handbook", kind: "doc", title: "First week in engineering", section: "People", owner: null, reviewInDays: null, reviewedDaysAgo: null, readsPerDay: 1.5, yes: 1, no: 2,
    body: `# First week in engineering

1. Monday: accounts, laptop, a walk through the map of services.
2. Tuesday: sit beside whoever is on call.
3. Wednesday: a small change, reviewed and released by yourself.
4. Friday: tell us what was missing from this page.
`,
    revisions: [],
  },
  {
    slug: "calling-a-card-processor", space: "handbook", kind: "doc", title: "Calling a card processor", section: "Payments", owner: "Hanna Vogel", reviewInDays: -5, reviewedDaysAgo: 185, readsPerDay: 2, yes: 3, no: 2,
    body: `# Calling a card processor

Call when captures fail and our own side is healthy for ten minutes. Have the merchant number and three failed references at hand; both stand in the vault.

## What to ask

- Since when, and for which cards?
- Is there a second route, and may we switch to it?
- When is the next update due?

Put the answers into the incident as they come. How a failed capture is caught up with stands in [the runbook](/runbooks/payments-api-down).
`,
    revisions: [],
  },
];
