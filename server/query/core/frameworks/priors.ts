import type { Intent } from "../../contract";

/** The method that a kind of question calls for when its words point nowhere else, and how strongly. */
export const leadingCards: Partial<Record<Intent, Readonly<Record<string, number>>>> = {
  root_cause: { five_whys: 0.9 }, exec_communication: { pyramid_scqa: 1.2, crucial_conversations: 0.3, working_backwards: 0.3 }, risk_assessment: { risk_matrix: 0.35 }, decision: { decision_matrix: 0.35 }, prioritisation: { impact_effort: 0.35 },
  org_design: { team_topologies: 0.35 }, process_improvement: { kaizen_pdca: 0.35 }, strategy: { good_strategy: 0.35 }, change_people: { adkar: 0.35 }, forecast: { capacity_planning: 0.35 },
};

const alike: readonly (readonly string[])[] = [
  ["ice", "rice", "impact_effort"], ["wsjf", "cost_of_delay"], ["bow_tie", "swiss_cheese"], ["fishbone", "five_whys", "kepner_tregoe"], ["risk_matrix", "fmea"], ["adkar", "kotter", "bridges"],
  ["erlang_c", "capacity_planning"], ["okr", "ogsm", "north_star"], ["westrum", "psych_safety"], ["good_strategy", "playing_to_win"], ["space", "devex"], ["itil_problem", "thinking_in_systems"],
];

/** Near-duplicates: two of them side by side say the same thing twice. */
export const rivals = (a: string, b: string): boolean => alike.some((group) => group.includes(a) && group.includes(b));
