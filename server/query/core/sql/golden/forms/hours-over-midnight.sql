select
  (count(*))::float8 as ticket_volume,
  (count(*))::int as n
from ticket t
left join team g on g.id = t.team_id
left join service s on s.id = t.service_id
left join customer c on c.id = t.customer_id
where t.opened_at >= $1::timestamptz
  and t.opened_at < $2::timestamptz
  and ((extract(hour from t.opened_at at time zone $3::text)::int >= $4 or extract(hour from t.opened_at at time zone $3::text)::int < $5) or (extract(epoch from (t.opened_at at time zone $3::text)::time)::float8 / 3600 >= $6 and extract(epoch from (t.opened_at at time zone $3::text)::time)::float8 / 3600 < $7))
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z","Europe/Berlin",22,6,12.5,13.25]
