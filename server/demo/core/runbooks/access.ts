import type { DemoRunbook } from "./runbook";

export const accessRunbooks: readonly DemoRunbook[] = [
  {
    slug: "auth-down", title: "Nobody can sign in", section: "Identity", service: "auth", alertNames: ["AuthDown", "AuthErrorRateHigh"], changedDaysAgo: 12,
    body: `# Nobody can sign in

## Meaning
Auth fails for everybody, or more than a tenth of the sign-ins fail.

## Impact
People who are signed in go on working for fifteen minutes, until their token ends. After that everything stops.

## Diagnosis
1. Is the signing certificate valid? \`auth cert --show\` prints the day on which it ends.
2. Do sign-ins fail for one identity provider only? Then it is theirs.
3. Is the session store full? Look at its memory.

## Mitigation
- Lengthen the life of running tokens to two hours: flag \`auth.token.grace\`. This buys time and is safe for that long.
- Renew the certificate with \`auth cert --renew\`; the services pick it up within a minute.
- Roll back if there was a release.

## Afterwards
Take the grace away again. Watch the sign-in rate for half an hour: everybody comes back at once.
`,
  },
  {
    slug: "sso-loop", title: "Single sign-on loops", section: "Identity", service: "auth", alertNames: [], changedDaysAgo: 96,
    body: `# Single sign-on loops

## When to use
One customer's people come back to the sign-in page again and again.

## Check
1. Compare the clock of the customer's identity provider with ours; more than two minutes apart and every answer is refused.
2. Look at the address that they return to. A missing slash is a different address.
3. Did they change their certificate? Ask for the new metadata.

## Do
- Put the new metadata in place; the old one stays valid for a day.
- Let one person try in a private window before you say that it is solved.
`,
  },
  {
    slug: "locked-out-administrator", title: "An administrator is locked out", section: "Identity", service: "auth", alertNames: [], changedDaysAgo: 240,
    body: `# An administrator is locked out

## When to use
A customer's only administrator has lost the second factor.

## Check
1. Call back on the number in the contract. Never use a number from the ticket.
2. Ask a second person of the same customer to confirm in writing.

## Do
- Reset the second factor and set a password link that ends after one hour.
- Write down who confirmed and when.
- Suggest a second administrator. Most customers with one have been here before.
`,
  },
  {
    slug: "api-gateway-latency", title: "API Gateway is slow or drops calls", section: "Edge", service: "api-gateway", alertNames: ["ApiGatewayLatencyHigh", "ApiGatewayErrors"], changedDaysAgo: 53,
    body: `# API Gateway is slow or drops calls

## Meaning
Calls through the gateway take 300 ms longer than the services behind it, or one in a hundred is dropped.

## Impact
Customers who build on the API, and both mobile apps.

## Diagnosis
1. One region or both? One region is nearly always the network: compare the loss between the regions.
2. Look at one caller's share. A customer in a retry loop can fill the gateway alone.
3. Is Auth slow? The gateway asks it about every new token.

## Mitigation
- Take the bad region out of DNS; clients move within two minutes.
- Lower the limit of the loud caller and write to them.
- Do not raise the gateway's timeouts: that fills it faster.
`,
  },
  {
    slug: "certificate-expiry", title: "A certificate is about to expire", section: "Edge", service: "api-gateway", alertNames: ["CertificateExpiresSoon"], changedDaysAgo: 75,
    body: `# A certificate is about to expire

## Meaning
A certificate ends within fourteen days and was not renewed by itself.

## Diagnosis
1. Which one is it? The alert names the address.
2. Read the renewal's log. A changed DNS entry is the usual reason for a refusal.

## Mitigation
- Renew by hand with \`edge cert renew ADDRESS\` and check the new end date from outside.
- Certificates of customers' own addresses: write to the customer, with the date.
`,
  },
];
