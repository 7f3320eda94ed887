import { section, type FrameworkCard } from "../card";

/** Money and commitment. */
export const investmentCards: readonly FrameworkCard[] = [
  {
    id: "build_buy_tco", name: "Build or buy, total cost of ownership", origin: "", fill: "B", purpose: "Compares the whole cost and the fit of making, buying and renting.",
    strong: "build or buy; build versus|vs buy; buy or build; buy versus|vs build; make or buy; buy instead; buy _ instead; build instead; tco; total cost of; replace _ with _ saas|vendor|vendors|off the shelf|managed|cloud|commercial|bought|product|tool|service; replace _ our|own|tool|system|platform|home; replacing _ our|own|tool|system|home|monitoring|ticketing; outsource|outsourcing|outsourced; insource; vendor or|versus|vs; managed service; managed _ service|database|offering|provider; off the shelf; saas; migrate|migrating|move|moving|switch|switching off|away|from|to _ vendor|cloud|managed|saas|provider|tool|platform; switch _ vendor|vendors|provider|supplier|tool; home grown|homegrown; in house or|versus|vs; self host|hosted|hosting; buy _ tool|product|platform|licence|license|software|solution; cost of running _ ourselves; keep running _ own; commercial tool|product|solution; hand over to _ vendor|supplier|partner|provider; renew _ contract|vendor|licence|license; third party to; contract out; msp",
    weak: "vendor; buy; build; replace; own tool; migrate; licence|license; outsource; total cost; cloud migration",
    intents: ["decision", "strategy"],
    sections: [section("Options", "Names and offers."), section("Effort of today's way", "Money for it.", "ticket_volume outage_minutes ticket_backlog"), section("Three-year cost", "Licences, people, migration, exit."), section("Fit and risk", "What each option cannot do.", "availability"), section("Decision and exit", "When we look again.")],
  },
  {
    id: "capital_allocation", name: "Return on investment", origin: "", fill: "B", purpose: "Ranks investments by what they return under a budget.",
    strong: "roi; npv; return on; return for; business case; payback|pay back|pays back|paid back; worth it; worth _ money|cost|investment|investing|spending|price; worth investing|spending|paying; pays for itself; pay for itself; invest|investing|investment in|next|first|most|where|should|more|less|case; where should _ invest|spend|put; where to invest|spend|put; where _ next headcount|pound|euro|dollar|million|budget|hire|person|engineer; headcount; hire|hiring more|another|extra|additional|two|three|one|justify|or|should; justify|justifying|justification; extra engineer|engineers|person|people|budget|money|headcount; additional budget|headcount|engineers; budget for|on|should|increase|cut|cuts|request|next|allocate|allocation|line; allocate|allocation|allocating; spend _ money|budget|million|extra|next|more|on|where; money on|be best|into|go; cost benefit; cut _ budget|costs|percent|cost|spend|spending; cut costs|cost|spending; reduce cost|costs|spend|spending; save|saving|savings _ money|cost|where|by; case for; financial case; best use of _ money|budget|headcount; fund|funding|funds; most value for; business value of; cost us; what does _ cost us",
    weak: "budget; invest; cost; money; headcount; benefit; value; afford; spend; hire",
    intents: ["strategy", "decision", "prioritisation"],
    sections: [section("Candidates", "What the money could go to."), section("Benefit in operations", "What a minute or a ticket is worth.", "ticket_volume outage_minutes sla_breach_rate"), section("Cost", "Not held here."), section("Rank and sensitivity", "What would change the order.")],
  },
  {
    id: "finops_unit", name: "Unit economics", origin: "FinOps Foundation", fill: "B", purpose: "Ties cost to a unit of value.",
    strong: "finops; unit cost|costs|economics; cost per; cost of each|one|a|an _ ticket|answer|question|transaction|incident|request|customer; costs per; price per; cost efficiency|efficient; cost effective|effectiveness; spend driver|drivers; cost driver|drivers; drives _ cost|costs|spend; driving _ cost|costs|spend; what does each|a|one _ cost; how much does each|a|one _ cost; what does it cost to; cost to serve; economics of; cost allocation; showback; cloud bill; waste|wasting money",
    weak: "cost; per ticket; efficiency; spend; per customer; cheaper",
    intents: ["strategy"],
    sections: [section("Unit", "What counts as one."), section("Volume", "Units that leave no record here.", "tickets_closed ticket_volume question_count"), section("Cost", "Money: not held here."), section("Trend and target", "What a unit should cost.")],
  },
  {
    id: "real_options", name: "Real options", origin: "Stewart Myers", fill: "C", purpose: "Values waiting, staging and giving up.",
    strong: "real option|options; keep|keeping|leave|leaving _ options|option open; options open; commit now|early|today|fully; commit or wait; wait or; or wait; defer|deferring _ decision|or|commitment|until|investment; wait and see; wait for|until _ more|know|clear|information|before deciding; stage|staged|staging _ investment|rollout|commitment|approach; in stages|phases; abandon|abandonment; flexibility; flexible; sunk cost; pull the plug; hedge; exit option; preserve _ option|options; delay _ decision|commitment|deciding; too early to commit|decide; lock ourselves; small step first",
    weak: "wait; commit; options; defer; phase; stop the project",
    intents: ["decision"],
    sections: [section("The commitment", "What cannot be taken back."), section("What is uncertain", "What we will know later.", "ticket_volume"), section("Price of waiting", "What it costs to keep the option.", "ticket_backlog outage_minutes"), section("Stages and triggers", "What makes us go on or stop.")],
  },
];
