import type { MetricRequest } from "./compile-metric";
import type { Parameters } from "./parameters";
import { buckets, type Bucket } from "./time-dimensions";

export const localTime = (sql: string, zone: string): string => `${sql} at time zone ${zone}`;

/** Every bucket that touches the request's range, as `p`: its local beginning. */
export function calendarSpine(request: MetricRequest, bucket: Bucket, parameters: Parameters): string {
  const zone = parameters.text(request.zone);
  const first = `date_trunc('${bucket}', ${localTime(parameters.instant(request.range.from), zone)})`;
  const last = `${localTime(parameters.instant(request.range.to), zone)} - interval '1 millisecond'`;
  return `select p from generate_series(${first}, ${last}, interval '${buckets[bucket].step}') as p`;
}
