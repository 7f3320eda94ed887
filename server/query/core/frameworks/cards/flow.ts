import { section, type FrameworkCard } from "../card";

/** Delivery, flow and architecture. */
export const flowCards: readonly FrameworkCard[] = [
  {
    id: "dora", name: "DORA metrics", origin: "Forsgren, Humble and Kim", fill: "A", purpose: "Measures how fast and how safely changes reach users.",
    strong: "dora; accelerate metrics; four keys; four key metrics; deploy|deployment|release frequency; deploy|deploying|ship|shipping|release|releasing|deliver|delivering faster|slower|quicker|often|more|fast|quickly|safely; ship _ faster; delivery performance|speed|capability; how good _ delivery|shipping|deploying; change failure; change lead time; lead time for changes; time to restore; fast but _ breaking|break|fragile; fast _ breaking; breaking things; speed _ stability|quality|safety; stability _ speed; deliver|delivery _ compared|elite|benchmark; elite; engineering performance|throughput; release cadence; releases _ cause|causing|break|breaking; are we shipping|delivering; velocity",
    weak: "delivery; deploy; release; ship; changes fail; lead time; rollback; stability",
    intents: ["process_improvement", "strategy", "status_summary"],
    sections: [section("Speed: frequency and lead time", "Deployments are not held here.", "deployment_frequency change_lead_time"), section("Safety: failure rate and time to restore", "Which failures came from a change.", "change_failure_rate outage_minutes"), section("Reliability", "What users notice.", "availability"), section("Capability to build next", "Where the team is held back.")],
  },
  {
    id: "space", name: "SPACE", origin: "Forsgren, Storey and colleagues", fill: "C", purpose: "Looks at developer productivity from several sides.",
    strong: "space framework|metrics|model; developer|developers|engineer|engineers|engineering|team|programmer productivity; productive; productivity; output versus|vs outcome; lines of code; burnout; burned|burnt out; measure _ engineers|developers|engineering; engineers _ busy|output|effective|performing|producing; get more out of; activity or; busy but; satisfaction _ engineers|developers; are engineers|developers",
    weak: "developers; engineers; busy; output; wellbeing; efficiency; overworked",
    intents: ["change_people", "strategy"],
    sections: [section("Satisfaction", "Ask; never inferred."), section("Performance", "Outcome for users.", "availability reopen_rate"), section("Activity", "Counts, never of single people.", "tickets_closed"), section("Communication", "How work crosses teams.", "handed_away"), section("Efficiency", "Waiting and interruptions.", "ticket_volume")],
  },
  {
    id: "devex", name: "Developer experience", origin: "Noda, Storey, Forsgren and Greiler", fill: "C", purpose: "Looks at feedback loops, mental load and flow.",
    strong: "devex; developer|engineer|engineering experience; friction; slow|slows|slowing _ engineers|developers|team|teams|us|down|builds|build; slow build|builds|pipeline|ci|tests; interrupt|interrupts|interruption|interruptions|interrupted; context switching|switches|switch; flow state; deep work; developers|engineers _ frustrated|frustrating|frustration|complain|complaining|waiting|distracted|time; frustrates; get in _ way of engineers|developers; feedback loop|loops for|slow; developer tooling; onboarding _ engineers|developers|new; distract|distracted|distractions; engineers spend; developers spend; inner loop",
    weak: "engineers; developers; slow; tooling; blocked; frustrated; tools",
    intents: ["process_improvement", "change_people"],
    sections: [section("Feedback loops", "Build and review times."), section("Mental load", "How hard things are to understand.", "runbook_coverage"), section("Flow", "Hours without interruption.", "ticket_volume handed_away"), section("First friction to remove", "Named by those who feel it.")],
  },
  {
    id: "theory_of_constraints", name: "Theory of constraints", origin: "Eliyahu Goldratt", fill: "A", purpose: "Finds the one place that limits the whole, and works on nothing else first.",
    strong: "theory of constraints; constraint|constraints; goldratt; bottleneck|bottlenecks; choke point|points; chokepoint; pinch point|points; weakest link; stuck; get|gets|getting stuck; pile|piles|piling up; piled up; queue|queues up|build|builds|where|longest|between|grow|growing; queueing|queuing; held|holding up; holds us|everything|things|everyone up; what holds; blocked; blockage; backlog _ build|builds|forming|concentrated|stuck|sit|sits; sit|sits|sitting _ longest|queue|waiting|days|idle; waiting on|for _ which|team|who|what|longest|most|other; where _ wait|waiting|wait|stall|stalls|jam|slow|slows; slows _ down everything|whole|flow|resolution|us; limits|limiting _ throughput|flow|us|speed|output; limiting factor; throughput; slowest step|stage|part|point|team; slows everything; jam|jams|clog|clogs|clogged; log jam; which step|stage|team _ slows|slow|slowest|limit|limits|delay|holds",
    weak: "wait; queue; slow; throughput; flow; limit; delay; capacity",
    intents: ["process_improvement", "root_cause"],
    sections: [section("The constraint", "Whether people agree.", "ticket_backlog ticket_age"), section("Exploit it", "What wastes its time."), section("Subordinate the rest", "Who sends it too much.", "received_by"), section("Elevate it", "What more would cost.")],
  },
  {
    id: "value_stream", name: "Value stream map", origin: "Toyota; Rother and Shook", fill: "A", purpose: "Shows where time goes between request and done.",
    strong: "value stream; end to end; from request to|until; from _ opened|open|raised|logged|report|reported|reporting|creation|created|request|idea|order|ticket|start|detection|alert to|until|till _ resolved|resolution|closed|close|done|fixed|fix|delivery|delivered|finish|restored|production; start to finish; lead time breakdown; breakdown of _ lead|cycle|resolution|handling time; time _ lost|wasted|goes|spent waiting; where _ time _ go|goes|going|lost|spent|wasted; where _ lose|losing|waste|wasting time; where do we lose; waiting time; wait time|times; touch time; waste in; wasteful; handoffs|handovers|hand offs|handoff|handover _ slow|cost|many|waste|delay|lose|add|time|between|too|reduce|number|cause|process; too many handoffs|handovers; passed around|between; bounce|bounces|bouncing|ping pong|ping|pingpong; pass|passes|passing|passed from team|group|desk|one; journey of; life of a ticket; lifecycle of; why does it take so long; take|takes|taking so|too long; so long to resolve|fix|close|answer; how long does it take from; steps in|between|from; process map; map _ process|flow|journey; time in each|state|status|stage; idle time; streamline|streamlining; lean _ process; simplify _ process",
    weak: "handovers; process; long; time; waiting; steps; slow; flow; waste",
    intents: ["process_improvement", "root_cause"],
    sections: [section("Steps from request to done", "Steps outside the tool.", "time_to_assign first_response_time resolution_time"), section("Waiting and handovers", "Why it waits.", "time_in_state handed_away"), section("Rework", "What comes back.", "reopen_rate"), section("The future state", "Steps to remove or join.")],
  },
  {
    id: "littles_law", name: "Little's law", origin: "John Little", fill: "A", purpose: "Ties work in progress, throughput and time in the system.",
    strong: "little's law; littles law; clear|clearing|clears|cleared _ backlog|queue|tickets|pile|open; burn down|through; burndown; work|working|get|getting|dig through|off|out _ backlog|queue|pile; catch|catching up; caught up; keep|keeping up _ with|demand|incoming|tickets|volume|pace|we|support; keeping up; keep up; keep pace; fall|falling|fell|slipping behind; how long until|till|before|to clear|to work _ backlog|queue|clear|empty|gone|zero|caught|open; when will _ backlog|queue|open|clear|caught; how long will _ backlog|queue; backlog _ gone|clear|cleared|zero|empty|disappear|shrink|grow|growing|grows|out of control|explode|control|end|halve|halved|stable|under; backlog zero; arrival rate; arrivals _ closures|closed; incoming _ outgoing|closed|resolved|faster; opening|opened|open faster than; more _ opened|come|arrive|coming than _ closed|close|resolve|solve; closing fast enough; fast enough; get|bring|reduce|shrink|cut _ backlog down|under|to|by|half; reduce|shrink|cut|halve|eliminate _ backlog|queue; work in progress; wip; backlog by; at this rate; at current rate|pace; current pace; pace",
    weak: "backlog; queue; catch; clear; growing; arrival; throughput; sustainable",
    intents: ["forecast", "process_improvement"],
    sections: [section("Arrivals and closures", "Work that is not ticketed.", "ticket_volume tickets_closed"), section("Work in progress", "What is open on paper only.", "ticket_backlog ticket_age"), section("Expected time", "What would change the rates.")],
  },
  {
    id: "kaizen_pdca", name: "Kaizen, plan-do-check-act", origin: "Shewhart and Deming; Imai", fill: "B", purpose: "Improves in small steps that are checked.",
    strong: "kaizen; pdca; plan do check; deming; continuous|continual|continuously|ongoing|steady improvement|improve|improving; improve _ every|each week|month|sprint|day; improve _ continuously|steadily|gradually|incrementally; keep improving; keep getting better; get|getting better every|each|over|at; small steps|step|improvements|changes|increments; incremental; every month _ better|improve|review; habit of; improvement habit|cycle|loop|culture|routine|process; sustain|sustaining _ improvement|improvements|gains|change; improvement stick; did _ improvement; embed _ improvement; one percent better; regular review|retrospective|retrospectives; improve our _ process|processes|support|handling|response; improve _ process; better way of|to; how do|can we improve; how could we improve; make _ better; lasting improvement",
    weak: "improve; better; process; small; review; habit; cycle; progress; retrospective",
    intents: ["process_improvement"],
    sections: [section("Plan: baseline and target", "The next target condition.", "resolution_time reopen_rate sla_breach_rate first_response_time"), section("Do", "The one change to try."), section("Check", "What we expect to see, and when.", "ticket_volume"), section("Act", "Make it standard, or try again.")],
  },
  {
    id: "dmaic", name: "DMAIC", origin: "Six Sigma, Motorola", fill: "A", purpose: "Reduces variation in a process with data.",
    strong: "dmaic; six sigma; sigma; variation; variability; variance in; varies|vary so|widely|wildly|much|a lot; inconsistent|inconsistency|inconsistently; consistent|consistency|consistently; defect|defects; defect rate; reduce|reducing|cut|fewer|lower _ errors|mistakes|defects|rework|reopens|reopened|variation|breaches; error prone; rework; quality of _ resolution|tickets|service|support|process|handling|work|fixes; quality problem|problems|control; out of control process; process control|capability; some _ fast _ others; some _ take _ others; sometimes _ sometimes; sometimes quick; all over the place; erratic; hit and miss; unpredictable _ resolution|response|times|time; standardise|standardize|standardisation; spread of; outliers; so different from; long tail; predictable; wrongly|misrouted|misclassified; first time right; reopen|reopened|reopens _ why|often|reduce|lower",
    weak: "quality; errors; differ; reduce; stable; reopened; measure; varies",
    intents: ["process_improvement", "root_cause"],
    sections: [section("Define", "Who calls it a defect."), section("Measure", "Accuracy of the record.", "resolution_time first_response_time reopen_rate"), section("Analyse", "Which segment differs.", "sla_breach_rate reassignment_rate"), section("Improve and control", "What keeps the gain.")],
  },
  {
    id: "capability_maturity", name: "Capability maturity", origin: "Watts Humphrey, SEI", fill: "B", purpose: "Places practices on levels and names the next step.",
    strong: "maturity; mature; cmm|cmmi; maturity level|model; level _ practice|process|are we; what level; how good are we at; how good is our|are our; how advanced; how professional; benchmark|benchmarks|benchmarked|benchmarking; compare|compared to|with _ industry|peers|best|others|companies|standard; industry standard|average; best in class; state of our _ practice|practices|process; assess|assessment _ practices|practice|process|capability|incident|operations|support; practice|practices _ gaps|level|assess|strong|weak|missing; next level; step up; gaps in our _ practice|practices|process; ad hoc; how well do we do|run|handle|manage; are we any good; sre practices",
    weak: "level; practices; standard; assess; good at; compare; industry; capability",
    intents: ["strategy", "status_summary", "process_improvement"],
    sections: [section("Practice areas", "Which of them matter."), section("Evidence in the records", "What is done and not recorded.", "runbook_coverage reopen_rate sla_breach_rate"), section("Level of each", "Judged by those who do it."), section("Next step", "One level up, in one area.")],
  },
  {
    id: "tech_debt_quadrant", name: "Technical debt quadrant", origin: "Ward Cunningham; Martin Fowler", fill: "B", purpose: "Sorts debt by how it was taken on, and pays it on purpose.",
    strong: "technical debt; tech debt; debt; legacy; rewrite|rewriting|rewritten; refactor|refactoring; clean|cleaning up|cleanup _ code|system|systems|mess|debt|old; cut|cutting corners; shortcuts; pay|paying down|off|back _ debt; old systems|system|stack|platform|code; outdated; ageing|aging systems|system|platform|infrastructure|services; obsolete; modernise|modernize|modernisation|modernization; crumbling; brittle; fragile system|systems|code|service|services; end of support; out of date software|platform; spaghetti; unmaintainable; patch|patching over",
    weak: "debt; old; rewrite; fragile; cleanup; legacy; quality",
    intents: ["strategy", "prioritisation", "decision"],
    sections: [section("Where the interest shows", "Code that nobody dares to touch.", "reopen_rate outage_minutes ticket_volume"), section("How it was taken on", "On purpose or not, wisely or not."), section("What paying costs", "Effort: not held here."), section("Pay, hold or write off", "For each.")],
  },
  {
    id: "evolutionary_arch", name: "Evolutionary architecture", origin: "Ford, Parsons and Kua", fill: "B", purpose: "Guards an architecture by tests that run all the time.",
    strong: "evolutionary architecture; fitness function|functions; architecture|architectural drift|erosion|decay|healthy|health|fitness|principles|guardrails|governance|rules|review|evolve|evolving|quality|target|future|direction|decision|decisions|choice; monolith|monolithic; microservice|microservices; decouple|decoupling|decoupled; coupling|coupled; modular|modularity|modularise|modularize; break up _ monolith|system|platform|application; split _ monolith|service|services|system|application|database; event driven; guard _ architecture; keep _ architecture; architecture _ changing|change|scale|scales; redesign; re architect|rearchitect|rearchitecting; service boundaries; dependency cycle|cycles; shared database",
    weak: "architecture; dependencies; design; services; scale; modular; coupled; evolve",
    intents: ["strategy", "decision"],
    sections: [section("Qualities to protect", "Which matter most.", "availability latency_p95"), section("Tests that guard them", "Thresholds and where they run."), section("Where it drifts", "Known violations.", "outage_count"), section("Next move", "The smallest step that decouples.", "service_count")],
  },
  {
    id: "thinking_in_systems", name: "Causal loops", origin: "Jay Forrester; Donella Meadows", fill: "C", purpose: "Shows the loops that make a problem come back.",
    strong: "systems thinking; system thinking; thinking in systems; causal loop|loops; vicious circle|cycle|spiral; virtuous; death spiral; spiral; unintended|side effect|effects|consequence|consequences; feedback loop|loops; fixes that fail; fix|fixes|fixing|solution|solutions _ make|makes|making|made _ worse; makes _ worse; make things worse; making _ worse; makes|make it worse; keeps coming back|returning; keep coming back; comes back every; come back; whack a mole; whack; leverage point|points; stocks and flows; the more we _ the; the harder we; the faster we; no matter what we; despite everything; symptom|symptoms; treating symptoms; shift|shifting _ burden; self reinforcing; reinforcing; never ending; treadmill; backfire|backfires|backfired; every time we fix",
    weak: "worse; loop; come back; recurring; again; effect; cycle; never",
    intents: ["root_cause", "strategy", "process_improvement"],
    sections: [section("Stocks and flows", "What fills and drains.", "ticket_backlog ticket_volume tickets_closed"), section("Loops", "What feeds on itself.", "reopen_rate handed_away"), section("Delays", "Where effect comes late."), section("Leverage", "A small change that turns the loop.")],
  },
];
