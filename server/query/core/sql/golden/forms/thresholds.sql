select
  (count(*))::float8 as ticket_volume,
  (count(*))::int as n
from ticket t
left join team g on g.id = t.team_id
left join service s on s.id = t.service_id
left join customer c on c.id = t.customer_id
where t.opened_at >= $1::timestamptz
  and t.opened_at < $2::timestamptz
  and (extract(epoch from coalesce(coalesce(least(t.resolved_at, t.closed_at), case when t.state_kind in ('resolved', 'closed') then t.updated_at end), $2::timestamptz) - t.opened_at) * 1000) > $3::float8
  and t.reassignment_count > $4::float8
  and ((extract(hour from t.opened_at at time zone $5::text)::int >= $6 and extract(hour from t.opened_at at time zone $5::text)::int < $7 and extract(isodow from t.opened_at at time zone $5::text)::int <= $8))
  and ((extract(isodow from t.opened_at at time zone $5::text)::int = $9)) is not true
  and t.priority = $10::text
  and (t.category = $11::text or t.category is null)
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",172800000,2,"Europe/Berlin",9,17,5,1,"p1","Access"]
