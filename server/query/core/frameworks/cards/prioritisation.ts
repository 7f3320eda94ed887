import { section, type FrameworkCard } from "../card";

/** Putting things in order. */
export const prioritisationCards: readonly FrameworkCard[] = [
  {
    id: "eisenhower", name: "Urgent and important", origin: "Eisenhower; Stephen Covey", fill: "B", purpose: "Sorts what is open into do now, schedule, delegate and drop.",
    strong: "eisenhower; urgent and|or|versus|vs|but important; important and|or|versus|vs|but urgent; urgent; urgently; what should i|we do|tackle|deal|handle|look|work _ today|first|now|morning|tomorrow|monday; what _ deal with today|first|now; what _ on my plate; needs my attention; need my attention; require my attention; overwhelmed; swamped; drowning; too much on; too many things; triage; what can _ delegate|wait|drop|ignore; what can wait; can wait; safely ignore; do first; deal with first; look at first; tackle first; work on first; handle first; pick up first; start with; focus today; today focus; focus on today|now; which tickets _ first; tickets _ do first; first thing tomorrow|today; delegate or; what first; do today; do now; right now",
    weak: "today; first; important; delegate; attention; priority; tickets to",
    intents: ["prioritisation"],
    sections: [section("Do now", "What only you know is urgent.", "ticket_backlog sla_breach_rate"), section("Schedule", "What matters and can wait."), section("Delegate", "Who could take it."), section("Drop", "What nobody would miss.")],
  },
  {
    id: "impact_effort", name: "Impact and effort", origin: "", fill: "B", purpose: "Finds what brings much for little.",
    strong: "impact effort; effort and impact; impact and effort; impact versus|vs effort; effort versus|vs impact; quick win|wins; quickest win|wins; low hanging; easy win|wins; easiest; easy fixes|fix|improvements; biggest bang; bang for; most impact|effect|difference|benefit|value _ least|little|effort|small|work; least effort; little effort; small effort; low effort; high impact; highest impact; biggest impact|difference|effect|improvement|lever; most impact; make _ biggest|most|real difference; which fixes|fix|improvements|improvement _ first|best|most|biggest|should|worth; which improvements; where _ biggest|most improvement|difference|lever; greatest leverage; fix first; should we fix|improve first; improve first; what should we fix; what to fix; cheap fixes; worth fixing; which problem|problems|issue|issues _ first|fix|solve|tackle; smallest change",
    weak: "effort; impact; fix; improvement; wins; first; gain",
    intents: ["prioritisation", "process_improvement"],
    sections: [section("Candidates", "Ideas that no record holds."), section("Impact", "What fixing the cause would save.", "ticket_volume handed_away reopen_rate"), section("Effort", "Days or size: not held here."), section("Order", "Quick wins, big bets, fill-ins, leave.")],
  },
  {
    id: "rice", name: "RICE", origin: "Intercom", fill: "B", purpose: "Scores reach, impact and confidence against effort.",
    strong: "rice; reach impact; rank|ranking|score|scoring|prioritise|prioritize|prioritising|prioritizing|order _ backlog|roadmap|features|feature|requests|initiatives|projects|ideas|items; roadmap priority|priorities|prioritisation|prioritization|order|items|item|candidates; feature requests|request; product backlog; which features|feature|requests|initiatives|projects|improvements _ first|build|most|next|should|prioritise|prioritize; which initiatives|projects|epics; how many customers _ reach|affected|benefit; reach; what should _ roadmap; on _ roadmap; next on roadmap; what to build next; build next; build first; project list; compete for _ engineers|capacity|slot; prioritise|prioritize _ objectively|fairly",
    weak: "roadmap; backlog items; score; features; rank; initiatives; confidence",
    intents: ["prioritisation"],
    sections: [section("Items", "The list to rank."), section("Reach", "Customers beyond the records.", "ticket_volume customer_count"), section("Impact and confidence", "How sure we are.", "reopen_rate sla_breach_rate"), section("Effort", "Person-weeks: not held here.")],
  },
  {
    id: "ice", name: "ICE", origin: "Sean Ellis", fill: "B", purpose: "Scores ideas quickly by impact, confidence and ease.",
    strong: "ice score|scoring|framework|model; impact confidence; quick score; quickly score|rank|rate|sort; score _ ideas|experiments; rank _ ideas|experiments; ideas list; list of ideas; which ideas|experiments|experiment|idea; ideas _ try|first|worth|test|best|rank; brainstorm|brainstormed; growth ideas; experiments first; experiment first; rough ranking|score|order; ten|dozen|twenty|many ideas; suggestions _ try|first|rank; rough prioritisation|prioritization; gut ranking; sort _ ideas|suggestions",
    weak: "ideas; experiments; quick; rough; try first",
    intents: ["prioritisation"],
    sections: [section("Ideas", "The list."), section("Impact", "Our guess.", "ticket_volume"), section("Confidence", "Evidence for it.", "reopen_rate"), section("Ease", "Days: not held here.")],
  },
  {
    id: "wsjf", name: "Weighted shortest job first", origin: "Don Reinertsen; SAFe", fill: "B", purpose: "Puts first what loses most by waiting for its size.",
    strong: "wsjf; shortest job; weighted shortest; safe framework; sequence|sequencing; job size; economic order; order should we|do _ do|tackle|deliver|work; in what order; in which order; what order; which order; right order; best order; order of work|jobs|projects|fixes; limited capacity|team|people|engineers|resources; given _ capacity|only|limited; only _ engineers|people|capacity|team _ first|which; which _ goes|go|comes|come first; goes first; go first; what goes first; should come first; which first; which one first; which jobs|job|work|projects|items first; queue of projects|work|jobs; schedule _ jobs|projects|work; fit into _ sprint|quarter|next; next sprint",
    weak: "sequence; first; order; size; capacity; cost of delay; deadline",
    intents: ["prioritisation"],
    sections: [section("Jobs", "What waits."), section("Cost of delay", "Value that only people can judge.", "ticket_backlog sla_at_risk"), section("Size", "Not held here."), section("Order", "Highest ratio first.")],
  },
  {
    id: "cost_of_delay", name: "Cost of delay", origin: "Don Reinertsen", fill: "B", purpose: "Prices waiting.",
    strong: "cost of delay|delaying|waiting|not doing|inaction|doing nothing|postponing; delay|delays|delaying|delayed _ cost|costs|by|until|another|month|week|quarter|weeks|months|fix|upgrade|patch|migration|project|impact|what|effect; postpone|postpones|postponing|postponed; put|putting off; push|pushing|pushed back|out _ month|quarter|week|release|fix|upgrade|project|weeks|months; wait _ month|week|quarter|year|weeks|months|longer|until next; waiting _ month|week|quarter|another cost|what; if we wait|delay|postpone|defer; if we do nothing; do nothing; doing nothing; keep waiting; not fixing|doing|acting|upgrading; not fix|act|upgrade; leave it; leave _ until; defer _ month|quarter|fix|upgrade|work|next; price of waiting; can it wait; what does it cost _ wait|delay|postpone|not; every week we; each week|month we; what are we losing; lose by waiting; how long can we afford; afford to wait; how urgent",
    weak: "delay; wait; later; postpone; cost; put off; urgency",
    intents: ["decision", "forecast", "prioritisation"],
    sections: [section("What waits", "The work, in one line."), section("What each week costs in operations", "Money for it.", "ticket_volume outage_minutes sla_breach_rate"), section("Shape over time", "Steady, growing, or a fixed date."), section("Decision", "Until when waiting is right.")],
  },
  {
    id: "moscow", name: "MoSCoW", origin: "Dai Clegg", fill: "C", purpose: "Agrees what must, should, could and will not be in.",
    strong: "moscow; must should could; must|musts _ should _ could; must have; must haves; scope; cut _ scope|from|first|release|features; descope; minimum scope; in _ v1|release|version|first version|launch|scope|mvp; v1; first version|release; what must be in; what can we cut|leave|drop; leave out; release content; essential|non negotiable|nonnegotiable _ release|features|requirements; nice to have|haves; required for _ launch|release|go; won't have; requirements _ prioritise|prioritize|essential|must|cut; out of scope for; what is essential",
    weak: "must; essential; requirements; release; cut; launch features",
    intents: ["prioritisation", "decision"],
    sections: [section("Must", "Without which the release is worthless."), section("Should", "Painful to leave out."), section("Could", "If time is left."), section("Not this time", "Said aloud."), section("What customers wait for", "Promises made.", "ticket_backlog")],
  },
  {
    id: "pareto", name: "Pareto analysis", origin: "Joseph Juran, after Vilfredo Pareto", fill: "A", purpose: "Finds the few causes that make most of the load.",
    strong: "pareto; 80/20; 80 20; eighty twenty; abc analysis; vital few; where _ most of|bulk; most of _ come|comes|coming|from|load|tickets|work|pain|volume|downtime|time|trouble; majority of; bulk of; coming from; come|comes from; biggest contributors|contributor|source|sources|drivers|driver|cause|causes|offenders|share|chunk; largest contributors|contributor|source|sources|drivers|driver|cause|causes; main contributors|contributor|source|sources|drivers|driver|causes; top contributors|drivers|causes|sources|offenders|reasons; few _ cause|causes|make|account|responsible|create|drive; handful of; account|accounts|accounting for; drives|driving|drive _ most|volume|load|tickets|ticket|workload|demand|downtime|breaches; what drives|driving; generate|generates|generating most|the most; concentrated in|on|among; where support|ticket|tickets|load|downtime|workload|pain|noise; source|sources of _ load|tickets|downtime|noise|work|demand|breaches|outages|trouble; eating _ time; takes up _ time; consume|consumes|consuming most; small number of; which few; mostly from",
    weak: "most; biggest; support load; main cause; contribute; largest; share of; load",
    intents: ["prioritisation", "root_cause", "strategy", "process_improvement"],
    sections: [section("Ranked causes", "Causes that nobody tagged.", "ticket_volume"), section("Vital few", "What each has in common."), section("What to remove first", "Who owns the cause.")],
  },
];
