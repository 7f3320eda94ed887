import type { SloBudget } from "#contract/slo";
import { DescriptionList } from "@/components/kit/description-list";
import { prepareForecast } from "@/components/slo/prepare-forecast";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";

export interface ForecastCardProps {
  budget: Pick<SloBudget, "forecast" | "noForecast">;
  zone: string;
  /** When the forecast was made. */
  at: string;
}

/** When the budget runs out, with the interval and the method. */
export function ForecastCard({ budget, zone, at }: ForecastCardProps) {
  const { headline, detail, rows, bar, footer } = prepareForecast(budget, { zone, atMs: Date.parse(at) });
  return (
    <Card className="flex flex-col">
      <CardHeader title="When it runs out" detail="if the days to come are like those on record" />
      <CardBody className="grid flex-1 content-start gap-3">
        <div>
          <p className="text-xl font-semibold tracking-[-0.02em]">{headline}</p>
          <p className="text-sm text-fg-2">{detail}</p>
        </div>
        {bar === null ? null : (
          <div aria-hidden className="relative h-2 overflow-hidden rounded-full bg-muted">
            <span className="absolute inset-y-0 rounded-full bg-(--c1) opacity-35" style={{ left: `${bar.from}%`, width: `${Math.max(2, bar.to - bar.from)}%` }} />
            {bar.median === null ? null : <span className="absolute inset-y-0 w-0.75 bg-(--c1)" style={{ left: `${bar.median}%` }} />}
          </div>
        )}
        {rows.length === 0 ? null : <DescriptionList items={rows} />}
      </CardBody>
      {footer === null ? null : <CardFooter>{footer}</CardFooter>}
    </Card>
  );
}
