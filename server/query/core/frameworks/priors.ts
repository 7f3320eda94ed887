import type { Intent } from "../../contract";

/** The method that a kind of question calls for when its words point nowhere else. */
export const leadingCards: Partial<Record<Intent, readonly string[]>> = {
  root_cause: ["five_whys"], exec_communication: ["pyramid_scqa"], risk_assessment: ["risk_matrix"], decision: ["decision_matrix"], prioritisation: ["impact_effort"],
  org_design: ["team_topologies"], process_improvement: ["kaizen_pdca"], strategy: ["good_strategy"], change_people: ["adkar"], forecast: ["capacity_planning"],
};

const alike: readonly (readonly string[])[] = [
  ["ice", "rice", "impact_effort"], ["wsjf", "cost_of_delay"], ["bow_tie", "swiss_cheese"], ["fishbone", "five_whys", "kepner_tregoe"], ["risk_matrix", "fmea"], ["adkar", "kotter", "bridges"],
  ["erlang_c", "capacity_planning"], ["okr", "ogsm", "north_star"], ["westrum", "psych_safety"], ["good_strategy", "playing_to_win"], ["space", "devex"], ["itil_problem", "thinking_in_systems"],
];

/** Near-duplicates: two of them side by side say the same thing twice. */
export const rivals = (a: string, b: string): boolean => alike.some((group) => group.includes(a) && group.includes(b));
