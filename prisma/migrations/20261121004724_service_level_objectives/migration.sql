-- CreateTable
CREATE TABLE "slo" (
    "id" TEXT NOT NULL,
    "key" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "service_id" TEXT,
    "owner_team_id" TEXT,
    "sli" JSONB NOT NULL,
    "target" DOUBLE PRECISION NOT NULL,
    "window" JSONB NOT NULL,
    "method" JSONB NOT NULL,
    "no_data" TEXT NOT NULL DEFAULT 'ignore',
    "minimum_samples" INTEGER NOT NULL DEFAULT 0,
    "hysteresis" DOUBLE PRECISION NOT NULL DEFAULT 0.02,
    "alert_rows" JSONB,
    "labels" JSONB NOT NULL DEFAULT '{}',
    "is_paused" BOOLEAN NOT NULL DEFAULT false,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "archived_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "slo_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "slo_version" (
    "slo_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "definition" JSONB NOT NULL,
    "actor_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "slo_version_pkey" PRIMARY KEY ("slo_id","version")
);

-- CreateTable
CREATE TABLE "sli_hour" (
    "slo_key" INTEGER NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "good" DOUBLE PRECISION[],
    "total" DOUBLE PRECISION[],
    "good_sum" DOUBLE PRECISION NOT NULL,
    "total_sum" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "sli_hour_pkey" PRIMARY KEY ("slo_key","hour")
);

-- CreateTable
CREATE TABLE "sli_day" (
    "slo_key" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "raw_good" DOUBLE PRECISION NOT NULL,
    "raw_total" DOUBLE PRECISION NOT NULL,
    "adjusted_good" DOUBLE PRECISION NOT NULL,
    "adjusted_total" DOUBLE PRECISION NOT NULL,
    "raw_remaining" DOUBLE PRECISION,
    "remaining" DOUBLE PRECISION,

    CONSTRAINT "sli_day_pkey" PRIMARY KEY ("slo_key","day")
);

-- CreateTable
CREATE TABLE "sli_batch" (
    "slo_key" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "samples" INTEGER NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sli_batch_pkey" PRIMARY KEY ("slo_key","key")
);

-- CreateTable
CREATE TABLE "slo_exclusion" (
    "id" TEXT NOT NULL,
    "slo_id" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "to_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "approved_at" TIMESTAMPTZ(3) NOT NULL,
    "approved_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "slo_exclusion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "slo_status" (
    "slo_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "evaluated_at" TIMESTAMPTZ(3) NOT NULL,
    "period_from" TIMESTAMPTZ(3) NOT NULL,
    "period_to" TIMESTAMPTZ(3) NOT NULL,
    "sli" DOUBLE PRECISION,
    "raw_sli" DOUBLE PRECISION,
    "remaining" DOUBLE PRECISION,
    "raw_remaining" DOUBLE PRECISION,
    "burn_hour" DOUBLE PRECISION,
    "burn_period" DOUBLE PRECISION,
    "budget_ms" DOUBLE PRECISION NOT NULL,
    "is_full" BOOLEAN NOT NULL,
    "last_data_at" TIMESTAMPTZ(3),
    "alerts" JSONB NOT NULL,

    CONSTRAINT "slo_status_pkey" PRIMARY KEY ("slo_id")
);

-- CreateTable
CREATE TABLE "slo_event" (
    "seq" BIGSERIAL NOT NULL,
    "slo_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "slo_event_pkey" PRIMARY KEY ("seq")
);

-- CreateIndex
CREATE UNIQUE INDEX "slo_key_key" ON "slo"("key");

-- CreateIndex
CREATE UNIQUE INDEX "slo_slug_key" ON "slo"("slug");

-- CreateIndex
CREATE INDEX "slo_service_id_idx" ON "slo"("service_id");

-- CreateIndex
CREATE INDEX "sli_hour_hour_idx" ON "sli_hour" USING BRIN ("hour");

-- CreateIndex
CREATE INDEX "slo_exclusion_slo_id_from_at_idx" ON "slo_exclusion"("slo_id", "from_at");

-- CreateIndex
CREATE INDEX "slo_status_status_idx" ON "slo_status"("status");

-- CreateIndex
CREATE INDEX "slo_event_slo_id_at_idx" ON "slo_event"("slo_id", "at");

-- AddForeignKey
ALTER TABLE "slo" ADD CONSTRAINT "slo_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "service"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slo" ADD CONSTRAINT "slo_owner_team_id_fkey" FOREIGN KEY ("owner_team_id") REFERENCES "team"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slo_version" ADD CONSTRAINT "slo_version_slo_id_fkey" FOREIGN KEY ("slo_id") REFERENCES "slo"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slo_exclusion" ADD CONSTRAINT "slo_exclusion_slo_id_fkey" FOREIGN KEY ("slo_id") REFERENCES "slo"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slo_status" ADD CONSTRAINT "slo_status_slo_id_fkey" FOREIGN KEY ("slo_id") REFERENCES "slo"("id") ON DELETE CASCADE ON UPDATE CASCADE;
