-- AlterTable
ALTER TABLE "goal" ADD COLUMN     "service_id" TEXT,
ADD COLUMN     "start_on" DATE,
ADD COLUMN     "start_value" DOUBLE PRECISION;

-- AlterTable
ALTER TABLE "monitor" ADD COLUMN     "degraded_ms" INTEGER,
ADD COLUMN     "failures" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "flapping_since" TIMESTAMPTZ(3),
ADD COLUMN     "last_beat_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "slo" ADD COLUMN     "budget_policy" JSONB,
ADD COLUMN     "promise" TEXT;

-- AlterTable
ALTER TABLE "slo_exclusion" ADD COLUMN     "window_id" TEXT;

-- CreateTable
CREATE TABLE "change_plan" (
    "id" TEXT NOT NULL,
    "number" SERIAL NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "purpose" TEXT NOT NULL DEFAULT 'release',
    "kind" TEXT NOT NULL DEFAULT 'normal',
    "service_id" TEXT,
    "owner_team_id" TEXT,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "variables" JSONB NOT NULL DEFAULT '[]',
    "stages" JSONB NOT NULL,
    "rolls_back" BOOLEAN NOT NULL DEFAULT false,
    "requested_by" TEXT,
    "requested_by_id" TEXT,
    "requested_at" TIMESTAMPTZ(3),
    "approved_version" INTEGER,
    "approved_at" TIMESTAMPTZ(3),
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "change_plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "change_run" (
    "id" TEXT NOT NULL,
    "number" SERIAL NOT NULL,
    "plan_id" TEXT NOT NULL,
    "plan_version" INTEGER NOT NULL,
    "snapshot" JSONB NOT NULL,
    "variables" JSONB NOT NULL DEFAULT '{}',
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "purpose" TEXT NOT NULL DEFAULT 'change',
    "window_id" TEXT,
    "started_by" TEXT NOT NULL,
    "started_by_id" TEXT,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "lease_owner" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "change_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run_step" (
    "run_type" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "stage" TEXT NOT NULL DEFAULT '',
    "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "definition" JSONB NOT NULL,
    "is_rollback" BOOLEAN NOT NULL DEFAULT false,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "actor_name" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "evidence" JSONB,
    "error" TEXT,

    CONSTRAINT "run_step_pkey" PRIMARY KEY ("run_type","run_id","position")
);

-- CreateTable
CREATE TABLE "change_run_event" (
    "run_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "change_run_event_pkey" PRIMARY KEY ("run_id","seq")
);

-- CreateTable
CREATE TABLE "change_evidence" (
    "id" TEXT NOT NULL,
    "plan_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "run_id" TEXT,
    "outcome" TEXT NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "actor_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "change_evidence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "update_cycle" (
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "service_id" TEXT,
    "owner_team_id" TEXT,
    "plan_id" TEXT,
    "rrule" TEXT NOT NULL,
    "starts_local" TEXT NOT NULL,
    "zone" TEXT NOT NULL DEFAULT 'UTC',
    "last_done_at" TIMESTAMPTZ(3),
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "update_cycle_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deployment" (
    "id" TEXT NOT NULL,
    "service_id" TEXT,
    "environment" TEXT NOT NULL DEFAULT 'production',
    "release" TEXT NOT NULL,
    "commit" TEXT,
    "committed_at" TIMESTAMPTZ(3),
    "deployed_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "restored_at" TIMESTAMPTZ(3),
    "incident_id" TEXT,
    "run_id" TEXT,
    "source" TEXT NOT NULL DEFAULT 'api',
    "source_key" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL DEFAULT '',
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deployment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "maintenance_series" (
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "rrule" TEXT NOT NULL,
    "starts_local" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "exdates" TEXT[],
    "rdates" TEXT[],
    "kind" TEXT NOT NULL DEFAULT 'standard',
    "risk" TEXT NOT NULL DEFAULT 'low',
    "impact" TEXT NOT NULL DEFAULT 'degraded',
    "service_ids" TEXT[],
    "owner_team_id" TEXT,
    "notice_ms" BIGINT NOT NULL DEFAULT 0,
    "written_until" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "is_automatic" BOOLEAN NOT NULL DEFAULT false,
    "is_public" BOOLEAN NOT NULL DEFAULT false,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "maintenance_series_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "maintenance_window" (
    "id" TEXT NOT NULL,
    "number" SERIAL NOT NULL,
    "series_id" TEXT,
    "occurrence" TEXT,
    "is_override" BOOLEAN NOT NULL DEFAULT false,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "kind" TEXT NOT NULL DEFAULT 'normal',
    "risk" TEXT NOT NULL DEFAULT 'medium',
    "impact" TEXT NOT NULL DEFAULT 'degraded',
    "status" TEXT NOT NULL DEFAULT 'draft',
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "zone" TEXT NOT NULL DEFAULT 'UTC',
    "owner_team_id" TEXT,
    "requested_by" TEXT,
    "requested_by_id" TEXT,
    "requested_at" TIMESTAMPTZ(3),
    "approved_at" TIMESTAMPTZ(3),
    "announced_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "overrun_at" TIMESTAMPTZ(3),
    "is_automatic" BOOLEAN NOT NULL DEFAULT false,
    "is_public" BOOLEAN NOT NULL DEFAULT false,
    "notice_ms" BIGINT NOT NULL DEFAULT 0,
    "late_notice" TEXT,
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "closing_note" TEXT NOT NULL DEFAULT '',
    "plan_id" TEXT,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "maintenance_window_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "maintenance_window_service" (
    "window_id" TEXT NOT NULL,
    "service_id" TEXT NOT NULL,

    CONSTRAINT "maintenance_window_service_pkey" PRIMARY KEY ("window_id","service_id")
);

-- CreateTable
CREATE TABLE "maintenance_event" (
    "window_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "maintenance_event_pkey" PRIMARY KEY ("window_id","seq")
);

-- CreateTable
CREATE TABLE "freeze" (
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3),
    "rrule" TEXT,
    "starts_local" TEXT,
    "zone" TEXT NOT NULL DEFAULT 'UTC',
    "duration_ms" INTEGER,
    "service_ids" TEXT[],
    "opened_by" TEXT NOT NULL,
    "lifted_at" TIMESTAMPTZ(3),
    "lifted_by" TEXT,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "freeze_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "freeze_exception" (
    "id" TEXT NOT NULL,
    "freeze_id" TEXT NOT NULL,
    "window_id" TEXT,
    "reason" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "actor_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "freeze_exception_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "approval" (
    "id" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "subject_version" INTEGER NOT NULL,
    "actor_id" TEXT,
    "actor_name" TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "comment" TEXT NOT NULL DEFAULT '',
    "is_break_glass" BOOLEAN NOT NULL DEFAULT false,
    "reviewed_by" TEXT,
    "reviewed_at" TIMESTAMPTZ(3),
    "review_note" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "approval_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "maintenance_subscription" (
    "id" TEXT NOT NULL,
    "service_id" TEXT,
    "audience" TEXT NOT NULL DEFAULT 'customer',
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'email',
    "address" TEXT NOT NULL DEFAULT '',
    "secret" TEXT,
    "customer_id" TEXT,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "maintenance_subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "external_calendar" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "secret" TEXT,
    "mode" TEXT NOT NULL DEFAULT 'busy',
    "zone" TEXT NOT NULL DEFAULT 'UTC',
    "body" TEXT NOT NULL DEFAULT '',
    "etag" TEXT,
    "fetched_at" TIMESTAMPTZ(3),
    "attempted_at" TIMESTAMPTZ(3),
    "error" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "external_calendar_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "external_event" (
    "calendar_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "external_event_pkey" PRIMARY KEY ("calendar_id","key")
);

-- CreateTable
CREATE TABLE "calendar_feed" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "calendar_feed_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "slo_annotation" (
    "id" TEXT NOT NULL,
    "slo_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "text" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "slo_annotation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sli_query" (
    "slo_key" INTEGER NOT NULL,
    "queried_to" TIMESTAMPTZ(3),
    "attempted_at" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "sli_query_pkey" PRIMARY KEY ("slo_key")
);

-- CreateTable
CREATE TABLE "slo_freeze" (
    "id" TEXT NOT NULL,
    "slo_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "open_key" TEXT,
    "threshold" DOUBLE PRECISION NOT NULL,
    "remaining" DOUBLE PRECISION NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "overridden_by" TEXT,
    "override_reason" TEXT,
    "overridden_at" TIMESTAMPTZ(3),
    "override_until" TIMESTAMPTZ(3),
    "is_demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "slo_freeze_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "change_plan_number_key" ON "change_plan"("number");

-- CreateIndex
CREATE INDEX "change_plan_service_id_idx" ON "change_plan"("service_id");

-- CreateIndex
CREATE UNIQUE INDEX "change_run_number_key" ON "change_run"("number");

-- CreateIndex
CREATE INDEX "change_run_status_idx" ON "change_run"("status");

-- CreateIndex
CREATE INDEX "change_run_plan_id_created_at_idx" ON "change_run"("plan_id", "created_at");

-- CreateIndex
CREATE INDEX "change_evidence_plan_id_kind_at_idx" ON "change_evidence"("plan_id", "kind", "at");

-- CreateIndex
CREATE UNIQUE INDEX "deployment_source_key_key" ON "deployment"("source_key");

-- CreateIndex
CREATE INDEX "deployment_deployed_at_idx" ON "deployment"("deployed_at");

-- CreateIndex
CREATE INDEX "deployment_service_id_deployed_at_idx" ON "deployment"("service_id", "deployed_at");

-- CreateIndex
CREATE UNIQUE INDEX "maintenance_window_number_key" ON "maintenance_window"("number");

-- CreateIndex
CREATE INDEX "maintenance_window_starts_at_idx" ON "maintenance_window"("starts_at");

-- CreateIndex
CREATE INDEX "maintenance_window_ends_at_idx" ON "maintenance_window"("ends_at");

-- CreateIndex
CREATE INDEX "maintenance_window_status_starts_at_idx" ON "maintenance_window"("status", "starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "maintenance_window_series_id_occurrence_key" ON "maintenance_window"("series_id", "occurrence");

-- CreateIndex
CREATE INDEX "maintenance_window_service_service_id_idx" ON "maintenance_window_service"("service_id");

-- CreateIndex
CREATE INDEX "maintenance_event_at_idx" ON "maintenance_event"("at");

-- CreateIndex
CREATE INDEX "freeze_starts_at_idx" ON "freeze"("starts_at");

-- CreateIndex
CREATE INDEX "freeze_exception_freeze_id_idx" ON "freeze_exception"("freeze_id");

-- CreateIndex
CREATE INDEX "freeze_exception_window_id_idx" ON "freeze_exception"("window_id");

-- CreateIndex
CREATE INDEX "approval_subject_type_subject_id_idx" ON "approval"("subject_type", "subject_id");

-- CreateIndex
CREATE INDEX "maintenance_subscription_service_id_idx" ON "maintenance_subscription"("service_id");

-- CreateIndex
CREATE INDEX "external_event_starts_at_idx" ON "external_event"("starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "calendar_feed_token_hash_key" ON "calendar_feed"("token_hash");

-- CreateIndex
CREATE INDEX "calendar_feed_user_id_idx" ON "calendar_feed"("user_id");

-- CreateIndex
CREATE INDEX "slo_annotation_slo_id_at_idx" ON "slo_annotation"("slo_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "slo_freeze_open_key_key" ON "slo_freeze"("open_key");

-- CreateIndex
CREATE INDEX "slo_freeze_slo_id_opened_at_idx" ON "slo_freeze"("slo_id", "opened_at");

-- CreateIndex
CREATE UNIQUE INDEX "slo_promise_key" ON "slo"("promise");

-- AddForeignKey
ALTER TABLE "change_plan" ADD CONSTRAINT "change_plan_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "service"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "change_run" ADD CONSTRAINT "change_run_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "change_plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "change_run_event" ADD CONSTRAINT "change_run_event_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "change_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deployment" ADD CONSTRAINT "deployment_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "service"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "maintenance_window" ADD CONSTRAINT "maintenance_window_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "maintenance_series"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "maintenance_window_service" ADD CONSTRAINT "maintenance_window_service_window_id_fkey" FOREIGN KEY ("window_id") REFERENCES "maintenance_window"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "maintenance_window_service" ADD CONSTRAINT "maintenance_window_service_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "service"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "maintenance_event" ADD CONSTRAINT "maintenance_event_window_id_fkey" FOREIGN KEY ("window_id") REFERENCES "maintenance_window"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "external_event" ADD CONSTRAINT "external_event_calendar_id_fkey" FOREIGN KEY ("calendar_id") REFERENCES "external_calendar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slo_annotation" ADD CONSTRAINT "slo_annotation_slo_id_fkey" FOREIGN KEY ("slo_id") REFERENCES "slo"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slo_freeze" ADD CONSTRAINT "slo_freeze_slo_id_fkey" FOREIGN KEY ("slo_id") REFERENCES "slo"("id") ON DELETE CASCADE ON UPDATE CASCADE;
