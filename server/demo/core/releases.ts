import { services, type ServiceSlug } from "./organisation";
import { createRandom } from "./random";
import { dayMs, hourMs, minuteMs, type Timeline } from "./rhythm";

export interface Release {
  service: ServiceSlug;
  /** Service, year, week and the number within the week: `checkout 2026.31.2`. */
  name: string;
  atMs: number;
}

/** Nothing is released around the busiest days of the year. */
export function isFrozen(instantMs: number): boolean {
  const date = new Date(instantMs);
  const day = (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
  return (day >= 1120 && day <= 1202) || day >= 1218 || day <= 102;
}

/** Tuesday to Thursday mostly, within working hours. */
const releaseDays = [1, 2, 2, 2, 3, 3, 3, 4, 4, 5] as const;

/** All releases of the year in the order of their time. */
export function planReleases(seed: number, { fromMs, untilMs }: Timeline): Release[] {
  const firstMonday = Math.floor(fromMs / dayMs) * dayMs + ((8 - new Date(fromMs).getUTCDay()) % 7) * dayMs;
  const releases = services.flatMap((service) => {
    const random = createRandom(seed, `releases/${service.slug}`);
    const planned: Release[] = [];
    for (let week = 0, monday = firstMonday; monday < untilMs; week += 1, monday += 7 * dayMs) {
      const count = random.poisson(service.releasesPerWeek);
      for (let index = 1; index <= count; index += 1) {
        const atMs = monday + (random.pick(releaseDays) - 1) * dayMs + 8 * hourMs + random.int(0, 8 * 60) * minuteMs;
        planned.push({ service: service.slug, name: `${service.slug} ${new Date(monday).getUTCFullYear()}.${week + 1}.${index}`, atMs });
      }
    }
    return planned.filter((release) => release.atMs < untilMs && !isFrozen(release.atMs));
  });
  return releases.sort((a, b) => a.atMs - b.atMs || a.name.localeCompare(b.name));
}
