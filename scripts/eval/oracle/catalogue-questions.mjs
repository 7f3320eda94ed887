import { asks, list, number, table } from "./checks.mjs";

const live = "lifecycle <> 'retired'";
const services = asks(["service_count"], 0);
const customers = asks(["customer_count"], 0);
/** Records without a figure beside them. */
const names = asks([], 0);
const hasRunbook = "exists (select from document d where d.service_id = s.id and d.kind = 'runbook')";
const servicesWhere = (condition) => `select s.name as label, 0 as value from service s left join team g on g.id = s.owner_team_id where s.${live} and ${condition}`;

export const catalogueQuestions = [
  services("services", "How many services do we have?", number(() => `select null as label, count(*) as value from service where ${live}`)),
  services("services-tier-one", "How many tier 1 services are there?", number(() => `select null as label, count(*) as value from service where ${live} and tier = 1`)),
  services("services-team", "Services per team", table("team", () => `select g.slug as label, count(*) as value from service s join team g on g.id = s.owner_team_id where s.${live} group by 1`)),
  customers("customers-enterprise", "How many enterprise customers do we have?", number(() => "select null as label, count(*) as value from customer where tier = 'enterprise'")),
  customers("customers-tier", "Customers by tier", table("customer_tier", () => "select tier as label, count(*) as value from customer group by 1")),
  names("services-data", "Which services does the data team own?", list("service", () => servicesWhere("g.slug = 'data'"))),
  names("services-us", "List the services in the US region", list("service", () => servicesWhere("s.region = 'us'"))),
  names("services-no-runbook", "Which services have no runbook?", list("service", () => servicesWhere(`not ${hasRunbook}`))),
  asks(["runbook_coverage"], 0.005)("runbook-share", "What share of our services has a runbook?", number(() => `select null as label, count(*) filter (where ${hasRunbook})::float8 / count(*) as value from service s where s.${live}`)),
];
