import { section, type FrameworkCard } from "../card";

/** Deciding without certainty. */
export const uncertaintyCards: readonly FrameworkCard[] = [
  {
    id: "scenario_planning", name: "Scenario planning", origin: "Herman Kahn; Shell", fill: "B", purpose: "Prepares for several futures at once.",
    strong: "scenario|scenarios; what if; what happens if; what would happen; worst case; best case; plan b; contingency; contingencies; uncertain future; doubles|double|doubled|triples|triple|halves|halved; twice _ tickets|traffic|volume|load|many; lose|losing|loses _ region|datacentre|datacenter|provider|vendor|zone|site|half; grows|grow|rises|rise|drops|drop|falls|increases|increase by _ percent|third|half|quarter; 10x|2x|3x; how would we cope|handle|react; how resilient _ if|to; plan for _ different|several|futures; possible futures; suppose; imagine; region _ down|fails|goes; signposts; stress test; if volume|traffic|tickets|demand",
    weak: "if; future; uncertain; prepare; region; worst; happens when; peak",
    intents: ["forecast", "risk_assessment"],
    sections: [section("Focal question", "What we must decide."), section("Where we stand", "What drives it.", "ticket_volume ticket_backlog availability"), section("Four futures", "Two uncertain drivers, crossed."), section("What holds in all of them", "Moves without regret."), section("Signposts", "What tells us early which one comes.")],
  },
  {
    id: "premortem", name: "Pre-mortem", origin: "Gary Klein", fill: "B", purpose: "Imagines that the plan has failed, and asks why.",
    strong: "pre mortem; premortem; what could|can|might go wrong; could|might go wrong; go wrong with|during|if|in|on; goes wrong with|during; before we launch|start|migrate|begin|switch|cut|go|roll|release|move; before launch|launching|starting|going live|cutover|migrating; going live; go live; fail|fails|failed|failing _ migration|launch|project|rollout|cutover|plan|release|programme; migration|launch|project|rollout|cutover|release|programme|plan|upgrade _ fail|fails|failed|go wrong|risk|risks|risky|ready; risks of|in|with _ migration|plan|project|launch|rollout|upgrade|cutover|move|switch|change|release|migrating|moving; how _ migration|launch|project|rollout|cutover|upgrade could|might; derail; blind spots; what are we missing|overlooking; are we ready to|for _ launch|migrate|cutover|go; ready for _ launch|migration|cutover; why would _ fail; why might _ fail; project _ in trouble|danger; kill this project; big bang",
    weak: "wrong; migration; launch; ready; risk; fail; cutover; rollout; upgrade",
    intents: ["risk_assessment", "decision"],
    sections: [section("The plan", "What, when, with whom."), section("It failed: why", "Reasons, from each person alone."), section("What history says", "How earlier ones went.", "outage_count reopen_rate sla_breach_rate"), section("Prevention and triggers", "What we do now, and what makes us stop.")],
  },
  {
    id: "cynefin", name: "Cynefin", origin: "Dave Snowden", fill: "B", purpose: "Fits the way of deciding to the kind of problem.",
    strong: "cynefin; kind|type|sort of problem; chaotic; chaos; unpredictable; complicated or complex; complex or complicated; complex problem; no clear cause; no obvious cause; not understand why; best practice|practices not; best practice|practices _ apply|work; probe; how should we approach|tackle _ problem|situation|this; can _ be solved|planned; every _ different; each _ different; never _ same twice; experts _ disagree|analysis; wicked problem; is it even; unknown unknowns; no pattern|one answer; cause and effect",
    weak: "complex; complicated; unpredictable; approach; unclear; predict",
    intents: ["decision", "strategy", "explain"],
    sections: [section("What kind of problem", "Whether cause and effect are known, knowable or only seen afterwards."), section("Signals in the records", "What else people have seen.", "reopen_rate resolution_time reassignment_rate"), section("How to respond", "Apply, analyse, probe or act first."), section("What would move it", "The next safe experiment.")],
  },
  {
    id: "ooda", name: "OODA loop", origin: "John Boyd", fill: "B", purpose: "Decides faster than the situation changes.",
    strong: "ooda; observe orient; fast moving|changing|paced; quicker|faster than _ change|changes|competitors|situation|attacker|attackers; respond|react quicker|faster|quickly; decide|deciding|decisions faster|quicker|quickly|fast|live|under pressure|during _ outage|incident; during _ live|outage|incident _ decide|decision|decisions|react; live outage|incident; in the middle of _ outage|incident|crisis; under pressure; decision speed; speed of decision|decisions|response|reaction; too slow to react|respond|decide; react in time; crisis; war room; tempo; moment by moment; reaction time; respond to _ faster|quicker",
    weak: "quickly; respond; outage decision; speed; react; faster",
    intents: ["decision", "process_improvement"],
    sections: [section("Observe", "What we see late.", "outage_count first_response_time"), section("Orient", "What we take for granted."), section("Decide", "Who may decide alone."), section("Act and look again", "How long one turn takes.", "resolution_time time_to_assign")],
  },
  {
    id: "decision_matrix", name: "Weighted decision matrix", origin: "Stuart Pugh", fill: "B", purpose: "Compares options on weighted criteria.",
    strong: "decision matrix; weighted; pugh; which option|vendor|supplier|tool|approach|alternative|provider|candidate|design|region|solution is|should|would|do|to|best; best option|alternative|approach|choice; compare _ options|vendors|alternatives|approaches|tools|proposals|candidates|suppliers; options for|we have|do|are|on; our options; trade offs|off|tradeoffs|tradeoff; criteria; choose|choosing between|among|from|which|one|a; choose _ or; decide between; pick|picking between|one|which|a|from; select|selecting _ vendor|tool|supplier|provider; shortlist; evaluate _ options|vendors|tools|alternatives|proposals; should we _ or; or should we; better to _ or; either _ or; pros and cons; weigh|weighing; versus; alternatives; a or b; option a; two|three|four options|vendors|designs|tools|proposals|alternatives|candidates; prefer",
    weak: "option; or; choose; compare; better; alternative; vs; decide",
    intents: ["decision"],
    sections: [section("Options", "All that are on the table, doing nothing among them."), section("Criteria and weights", "What matters how much."), section("What the records say", "Scores where nothing is measured.", "ticket_volume sla_breach_rate availability"), section("Scores and sensitivity", "Which weight would turn the result.")],
  },
  {
    id: "reversible_decisions", name: "One-way and two-way doors", origin: "Jeff Bezos", fill: "B", purpose: "Fits the care of a decision to how easily it is undone.",
    strong: "one way door; two way door; one way or two; way door|doors; reversible; irreversible; reversibility; undo|undone|undoing; just try; try it and; can we try; safe to try|experiment|just; go back if|on; can we go|roll|turn back; roll back if|easily|safely|quickly; point of no return; no way back; way back; easy to reverse|undo; hard to reverse|undo; reverse _ decision|later|it; change _ mind later; overthinking; over thinking; how much _ rigour|rigor|analysis|care|deliberation|scrutiny _ decision|need; decide now or; blast radius _ decision|if; too cautious; bold; stuck with it",
    weak: "try; rollback; risk it; back out; permanent; safe to",
    intents: ["decision"],
    sections: [section("Can it be undone", "How, by whom, within what time."), section("Blast radius", "Who notices when it goes wrong.", "service_count customer_count"), section("Level of decision", "Who may decide alone."), section("Speed", "What waiting costs.", "ticket_backlog")],
  },
  {
    id: "wrap", name: "WRAP", origin: "Chip and Dan Heath", fill: "C", purpose: "Counters the usual biases: widen, reality-test, attain distance, prepare to be wrong.",
    strong: "wrap process|framework|method; whether or not; biased|bias|biases; gut feel|feeling|instinct; second opinion; framing _ narrow|narrowly|wrong|right; too narrowly; narrow framing; other options|alternatives _ missing|consider|considered|not; not considered|considering; fooling ourselves; talking ourselves into; wishful thinking; confirmation; devil's advocate; devils advocate; challenge _ thinking|decision|assumption|assumptions|view|my; are we wrong; am i wrong|missing|right; are we sure; base rate|rates; overconfident|overconfidence; emotional; sanity check; groupthink; jumping to conclusion|conclusions; think|thinking straight; too attached; outside view; test _ decision",
    weak: "assumption; bias; wrong; opinion; alternatives; instinct",
    intents: ["decision"],
    sections: [section("Widen the options", "What else we could do, and what if none of it."), section("Test against reality", "What usually happens in such cases.", "reopen_rate sla_breach_rate resolution_time"), section("Distance", "What we would tell a friend."), section("Prepare to be wrong", "The tripwire that makes us look again.")],
  },
];
