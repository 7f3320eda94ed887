import { section, type FrameworkCard } from "../card";

/** Security, and telling others. */
export const securityAndCommunicationCards: readonly FrameworkCard[] = [
  {
    id: "nist_csf", name: "NIST Cybersecurity Framework", origin: "NIST", fill: "B", purpose: "Looks at security as govern, identify, protect, detect, respond and recover.",
    strong: "nist; csf; cybersecurity|cyber security framework|posture|maturity|programme|readiness|gaps|state|risk; security posture|gaps|gap|maturity|programme|program|strategy|controls|state|level|baseline|review|readiness|standing|weaknesses|readiness; how secure; secure enough; are we secure; security of; breach|breached|breaches _ security|ready|prepared|respond|data|detect|happen|prevent|recover; data breach; audit|audits|auditor|auditors; audit ready; ready for _ audit|auditors|inspection; controls _ audit|compliance|security|auditor|gaps; compliance|compliant; iso 27001; soc 2; soc2; patch|patching|patches|unpatched _ compliance|status|behind|overdue|risk|strategy|policy|state|gaps|security|discipline; cyber|cyberattack; ransomware; hacked; hack; attackers; certification|certified; security incident|incidents; vulnerabilities; protect|detect|respond and _ detect|respond|recover",
    weak: "security; patch; audit; compliance; secure; controls; breach; vulnerability",
    intents: ["risk_assessment", "status_summary", "strategy"],
    sections: [section("Govern and identify", "Policies and owners.", "service_count team_count"), section("Protect", "Patches and access: not held here.", "patch_compliance"), section("Detect", "Who sees it first.", "outage_count"), section("Respond", "Drills.", "first_response_time runbook_coverage"), section("Recover", "Restore tests.", "resolution_time")],
  },
  {
    id: "stride", name: "STRIDE", origin: "Kohnfelder and Garg, Microsoft", fill: "C", purpose: "Lists threats by kind for a data flow.",
    strong: "stride; threat model|models|modelling|modeling; attack|attacks|attacked|attacker|attackers|attacking; attack surface|vector|vectors|path|paths; spoof|spoofed|spoofing; tamper|tampering; abuse|abused|misuse|misused; impersonate|impersonation; privilege escalation|escalate; elevation of privilege; denial of service; ddos; someone _ break into|steal|get into|exploit; exploit|exploited|exploits; hacker|hackers; how could _ attacked|abused|stolen|hacked|compromised; compromise|compromised; penetration|pentest; malicious; intruder; security threats|threat; threats to _ login|auth|api|data|payment|payments|service",
    weak: "threat; security; login; exposed; public; steal; breach",
    intents: ["risk_assessment"],
    sections: [section("Data flow", "Who talks with what.", "service_count"), section("Threats of the six kinds", "For each flow."), section("What has happened", "Security events: not held apart.", "outage_count"), section("Mitigations", "Owner and date.")],
  },
  {
    id: "fair", name: "FAIR", origin: "Jack Jones", fill: "C", purpose: "Expresses a risk in money.",
    strong: "fair model|framework|analysis; quantify|quantifying|quantified|quantification _ risk|risks|exposure|loss|breach|cost|impact|cyber; risk in _ money|pounds|euros|dollars|financial; financial|monetary risk|exposure|loss|impact|terms of; loss exposure; expected loss|losses; annual loss|losses; insurance|insure|insured|premium; how much could|would|might _ breach|outage|attack|incident|failure|downtime|ransomware|day|hour cost|lose; what would _ breach|outage|attack|ransomware|incident|downtime cost; cost of _ breach|attack|ransomware|downtime|outage|outages; put _ price|figure|number on|to _ risk|outage|downtime|breach; price of _ breach|outage; value at risk; probable loss; money at risk; in money",
    weak: "cost; breach; loss; quantify; money; risk; financial",
    intents: ["risk_assessment"],
    sections: [section("The loss event", "What exactly is lost."), section("How often", "Events that never happened here.", "outage_count"), section("How much", "Money: not held here.", "outage_minutes"), section("Range, not a point", "Low, likely and high.")],
  },
  {
    id: "pyramid_scqa", name: "Answer first (pyramid principle)", origin: "Barbara Minto", fill: "A", purpose: "Says the answer first, then what supports it.",
    strong: "pyramid; minto; scqa; bluf; bottom line; board; exec|executive|executives|leadership|management|ceo|cfo|cto|coo|cio|board|investors|steering|all hands|town hall|staff|company|customers|customer summary|update|briefing|brief|slide|slides|report|paper|memo|pack|deck|note|email|message|presentation|statement|headline|story; summary for|to; summarise|summarize _ for|board|ceo|cfo|executive|leadership|slide|quarter|week|month|page|paragraph|sentences; one slide; single slide; slide|slides; talking point|points; announce|announcement|announcing; elevator; one pager; draft|write|prepare|compose|word _ update|email|summary|memo|note|announcement|briefing|brief|report|message|statement|paragraph|slide|post|talk|speech|story; present|presenting|presentation to|for|at; tell _ board|ceo|cfo|customers|company|everyone|investors|executives|exec|leadership|staff; what do i tell|say|report; what should i tell|say|report; say to _ board|ceo|cfo|customers|executives|leadership|staff; how do i tell|explain _ board|ceo|cfo|executives|leadership; explain _ to _ board|ceo|cfo|customers|executives|leadership|non technical|steering|investors; briefing; brief me|the|for|on; monday update|brief; weekly|monthly|quarterly update|summary|briefing|report|review; qbr; status report|update|email|mail; communicate|communicating|communication; headline for|message; key message|messages; sentences|paragraph; all hands|town hall; newsletter; in plain language|words|english; customer facing statement",
    weak: "summary; update; board; present; tell; report; message; write",
    intents: ["exec_communication"],
    sections: [section("Situation", "What the reader accepts.", "ticket_volume availability"), section("Complication", "What has changed.", "sla_breach_rate outage_minutes ticket_backlog"), section("Question and answer", "The one thing to decide."), section("Three supports", "Why it is so."), section("Ask", "What is wanted from the reader.")],
  },
  {
    id: "working_backwards", name: "Working backwards (press release and FAQ)", origin: "Amazon", fill: "C", purpose: "Writes the outcome first, and tests whether it is worth building.",
    strong: "working backwards|backward; pr faq; prfaq; press release; six pager|page; narrative; pitch|pitching; sell _ idea|initiative|project|proposal|case|to; proposal for|to; write _ proposal|pitch|narrative|case; make _ case for; from _ customer backwards; start _ customer|end|outcome|announcement; imagine _ launch|launched|announcement; persuade|convince _ board|ceo|cfo|leadership|executives|exec|management; what would _ announce|press; launch announcement; story for _ initiative|investment|project",
    weak: "proposal; pitch; convince; case; idea; initiative; story",
    intents: ["exec_communication", "strategy"],
    sections: [section("Press release", "What the customer can do that they could not."), section("Customer and problem", "In the customer's words.", "ticket_volume"), section("Questions from outside", "Price, availability, limits.", "availability resolution_time"), section("Questions from inside", "Cost, risk, people."), section("What must be true", "The bets.")],
  },
];
