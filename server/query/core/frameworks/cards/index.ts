import type { FrameworkCard } from "../card";
import { changeCards } from "./change";
import { flowCards } from "./flow";
import { investmentCards } from "./investment";
import { organisationCards } from "./organisation";
import { prioritisationCards } from "./prioritisation";
import { reliabilityCards } from "./reliability";
import { riskAndSupportCards } from "./risk-and-support";
import { securityAndCommunicationCards } from "./security-and-communication";
import { strategyCards } from "./strategy";
import { uncertaintyCards } from "./uncertainty";

/** Every method that the portal knows. */
export const frameworkCards: readonly FrameworkCard[] = [
  ...organisationCards, ...changeCards, ...strategyCards, ...investmentCards, ...uncertaintyCards, ...prioritisationCards, ...flowCards, ...reliabilityCards, ...riskAndSupportCards, ...securityAndCommunicationCards,
];

const byId = new Map(frameworkCards.map((card) => [card.id, card]));
export const cardOf = (id: string): FrameworkCard | undefined => byId.get(id);
