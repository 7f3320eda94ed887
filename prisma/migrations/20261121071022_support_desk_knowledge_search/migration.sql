-- Words that resemble each other (trusted since PostgreSQL 13: the owner of the database may create it).
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- AlterTable
ALTER TABLE "document" ADD COLUMN     "audience" TEXT[],
ADD COLUMN     "owner_id" TEXT,
ADD COLUMN     "owner_name" TEXT,
ADD COLUMN     "published_version" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "reminded_at" TIMESTAMPTZ(3),
ADD COLUMN     "review_by" DATE,
ADD COLUMN     "review_every_days" INTEGER,
ADD COLUMN     "reviewed_at" TIMESTAMPTZ(3),
ADD COLUMN     "reviewed_by" TEXT,
ADD COLUMN     "space_id" TEXT,
ADD COLUMN     "state" TEXT NOT NULL DEFAULT 'published';

-- AlterTable
ALTER TABLE "outgoing_mail" ADD COLUMN     "headers" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "ticket" ADD COLUMN     "assignee_id" TEXT,
ADD COLUMN     "description" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "last_agent_at" TIMESTAMPTZ(3),
ADD COLUMN     "last_requester_at" TIMESTAMPTZ(3),
ADD COLUMN     "level" TEXT,
ADD COLUMN     "requester_email" TEXT,
ADD COLUMN     "requester_id" TEXT,
ADD COLUMN     "search" tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('simple', "number"), 'A') ||
    setweight(to_tsvector('english', left("subject", 1000)), 'A') ||
    setweight(to_tsvector('simple', coalesce("requester", '') || ' ' || coalesce("category", '') || ' ' || coalesce("subcategory", '') || ' ' || coalesce("symptom", '') || ' ' || coalesce("assignee", '')), 'B') ||
    setweight(to_tsvector('english', left("description", 50000)), 'C')
) STORED,
ADD COLUMN     "snoozed_until" TIMESTAMPTZ(3),
ADD COLUMN     "tags" TEXT[];

-- CreateTable
CREATE TABLE "document_space" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "audience" TEXT[],
    "position" INTEGER NOT NULL DEFAULT 0,
    "is_shipped" BOOLEAN NOT NULL DEFAULT false,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_space_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document_version" (
    "document_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "origin" TEXT NOT NULL DEFAULT 'edit',
    "state" TEXT NOT NULL DEFAULT 'draft',
    "author_id" TEXT,
    "author_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reviewed_by" TEXT,
    "review_note" TEXT NOT NULL DEFAULT '',
    "reviewed_at" TIMESTAMPTZ(3),

    CONSTRAINT "document_version_pkey" PRIMARY KEY ("document_id","number")
);

-- CreateTable
CREATE TABLE "document_read" (
    "document_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "reads" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "document_read_pkey" PRIMARY KEY ("document_id","day")
);

-- CreateTable
CREATE TABLE "document_feedback" (
    "document_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "is_useful" BOOLEAN NOT NULL,
    "comment" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "document_feedback_pkey" PRIMARY KEY ("document_id","user_id")
);

-- CreateTable
CREATE TABLE "document_request" (
    "id" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "times" INTEGER NOT NULL DEFAULT 1,
    "state" TEXT NOT NULL DEFAULT 'open',
    "owner_id" TEXT,
    "owner_name" TEXT,
    "document_id" TEXT,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "runbook_run" (
    "id" TEXT NOT NULL,
    "number" SERIAL NOT NULL,
    "document_id" TEXT NOT NULL,
    "document_version" INTEGER NOT NULL,
    "snapshot" JSONB NOT NULL,
    "variables" JSONB NOT NULL DEFAULT '{}',
    "status" TEXT NOT NULL DEFAULT 'running',
    "subject_type" TEXT,
    "subject_id" TEXT,
    "started_by" TEXT NOT NULL,
    "started_by_id" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "paused_at" TIMESTAMPTZ(3),
    "paused_ms" BIGINT NOT NULL DEFAULT 0,
    "note" TEXT NOT NULL DEFAULT '',
    "lease_owner" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "runbook_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "runbook_run_event" (
    "run_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "runbook_run_event_pkey" PRIMARY KEY ("run_id","seq")
);

-- CreateTable
CREATE TABLE "search_entry" (
    "kind" TEXT NOT NULL,
    "ref_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL DEFAULT '',
    "href" TEXT NOT NULL,
    "label" TEXT NOT NULL DEFAULT '',
    "scope_keys" TEXT[],
    "service_id" TEXT,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "opened" INTEGER NOT NULL DEFAULT 0,
    "hash" TEXT NOT NULL,
    "tsv" tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('english', left("title", 1000)), 'A') ||
        setweight(to_tsvector('simple', left("title", 1000) || ' ' || "label"), 'B') ||
        setweight(to_tsvector('english', left("body", 50000)), 'C')
    ) STORED,

    CONSTRAINT "search_entry_pkey" PRIMARY KEY ("kind","ref_id")
);

-- CreateTable
CREATE TABLE "search_term" (
    "term" TEXT NOT NULL,
    "entries" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "search_term_pkey" PRIMARY KEY ("term")
);

-- CreateTable
CREATE TABLE "search_run" (
    "id" TEXT NOT NULL,
    "user_id" TEXT,
    "words" TEXT NOT NULL,
    "results" INTEGER NOT NULL,
    "opened_kind" TEXT,
    "opened_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "search_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "business_calendar" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "zone" TEXT NOT NULL DEFAULT 'UTC',
    "week" JSONB NOT NULL,
    "holidays" JSONB NOT NULL DEFAULT '[]',
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "business_calendar_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sla_policy" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "customer_tier" TEXT,
    "customer_id" TEXT,
    "service_id" TEXT,
    "priority" TEXT,
    "category" TEXT,
    "level" TEXT,
    "calendar_id" TEXT NOT NULL,
    "first_response_ms" BIGINT,
    "next_response_ms" BIGINT,
    "resolution_ms" BIGINT,
    "pauses_waiting" BOOLEAN NOT NULL DEFAULT true,
    "warn_percent" INTEGER NOT NULL DEFAULT 75,
    "retired_at" TIMESTAMPTZ(3),
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sla_policy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sla_history" (
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "definition" JSONB NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sla_history_pkey" PRIMARY KEY ("subject_type","subject_id","version")
);

-- CreateTable
CREATE TABLE "ticket_clock" (
    "ticket_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "policy_id" TEXT,
    "state" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "warn_at" TIMESTAMPTZ(3),
    "stopped_at" TIMESTAMPTZ(3),
    "breached_at" TIMESTAMPTZ(3),
    "warned_at" TIMESTAMPTZ(3),
    "acted_at" TIMESTAMPTZ(3),
    "elapsed_ms" BIGINT NOT NULL,
    "target_ms" BIGINT NOT NULL,
    "computed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ticket_clock_pkey" PRIMARY KEY ("ticket_id","kind")
);

-- CreateTable
CREATE TABLE "support_level" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "entry" TEXT NOT NULL DEFAULT '',
    "duties" TEXT NOT NULL DEFAULT '',
    "team_ids" TEXT[],
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "support_level_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "escalation_policy" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "conditions" JSONB NOT NULL DEFAULT '{}',
    "steps" JSONB NOT NULL,
    "bounce_limit" INTEGER NOT NULL DEFAULT 3,
    "last_resort_id" TEXT,
    "position" INTEGER NOT NULL DEFAULT 0,
    "retired_at" TIMESTAMPTZ(3),
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "escalation_policy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket_escalation" (
    "id" TEXT NOT NULL,
    "ticket_id" TEXT NOT NULL,
    "policy_id" TEXT,
    "step_key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "from_level" TEXT,
    "to_level" TEXT,
    "target" TEXT NOT NULL,
    "target_user_id" TEXT,
    "reason" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_by" TEXT,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "ticket_escalation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event_subscription" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "topics" TEXT[],
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "failed_at" TIMESTAMPTZ(3),
    "error" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket_message" (
    "id" TEXT NOT NULL,
    "ticket_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "author_kind" TEXT NOT NULL,
    "author_id" TEXT,
    "author_name" TEXT NOT NULL,
    "author_email" TEXT,
    "channel" TEXT NOT NULL DEFAULT 'portal',
    "body" TEXT NOT NULL,
    "mention_ids" TEXT[],
    "message_id" TEXT,
    "in_reply_to" TEXT,
    "send_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "taken_back_at" TIMESTAMPTZ(3),
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "search" tsvector GENERATED ALWAYS AS (to_tsvector('english', left("body", 50000))) STORED,

    CONSTRAINT "ticket_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket_attachment" (
    "id" TEXT NOT NULL,
    "ticket_id" TEXT NOT NULL,
    "message_id" TEXT,
    "file_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "uploader_id" TEXT,
    "uploader_name" TEXT NOT NULL,
    "is_internal" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ticket_attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket_draft" (
    "ticket_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ticket_draft_pkey" PRIMARY KEY ("ticket_id","user_id","kind")
);

-- CreateTable
CREATE TABLE "ticket_watcher" (
    "ticket_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ticket_watcher_pkey" PRIMARY KEY ("ticket_id","user_id")
);

-- CreateTable
CREATE TABLE "ticket_link" (
    "ticket_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "target_id" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ticket_link_pkey" PRIMARY KEY ("ticket_id","kind","target_id")
);

-- CreateTable
CREATE TABLE "ticket_rating" (
    "ticket_id" TEXT NOT NULL,
    "score" INTEGER NOT NULL,
    "comment" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "ticket_rating_pkey" PRIMARY KEY ("ticket_id")
);

-- CreateTable
CREATE TABLE "ticket_state" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "retired_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ticket_state_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "macro" (
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL DEFAULT '',
    "changes" JSONB NOT NULL DEFAULT '{}',
    "team_id" TEXT,
    "created_by_id" TEXT,
    "used_count" INTEGER NOT NULL DEFAULT 0,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "macro_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saved_view" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "surface" TEXT NOT NULL DEFAULT 'tickets',
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbound_mail" (
    "id" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "from_email" TEXT NOT NULL,
    "subject" TEXT NOT NULL DEFAULT '',
    "outcome" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "ticket_id" TEXT,
    "bytes" INTEGER NOT NULL DEFAULT 0,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inbound_mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_mapping" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "mapping" JSONB NOT NULL,
    "created_by" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_mapping_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "document_space_slug_key" ON "document_space"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "document_request_words_key" ON "document_request"("words");

-- CreateIndex
CREATE INDEX "document_request_state_times_idx" ON "document_request"("state", "times");

-- CreateIndex
CREATE UNIQUE INDEX "runbook_run_number_key" ON "runbook_run"("number");

-- CreateIndex
CREATE INDEX "runbook_run_document_id_started_at_idx" ON "runbook_run"("document_id", "started_at");

-- CreateIndex
CREATE INDEX "runbook_run_subject_type_subject_id_idx" ON "runbook_run"("subject_type", "subject_id");

-- CreateIndex
CREATE INDEX "runbook_run_status_idx" ON "runbook_run"("status");

-- CreateIndex
CREATE INDEX "search_entry_tsv" ON "search_entry" USING GIN ("tsv");

-- CreateIndex
CREATE INDEX "search_entry_changed_at_idx" ON "search_entry"("changed_at");

-- CreateIndex
CREATE INDEX "search_term_trgm" ON "search_term" USING GIN ("term" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "search_run_at_idx" ON "search_run"("at");

-- CreateIndex
CREATE UNIQUE INDEX "business_calendar_slug_key" ON "business_calendar"("slug");

-- CreateIndex
CREATE INDEX "sla_policy_calendar_id_idx" ON "sla_policy"("calendar_id");

-- CreateIndex
CREATE INDEX "ticket_clock_state_due_at_idx" ON "ticket_clock"("state", "due_at");

-- CreateIndex
CREATE INDEX "ticket_clock_policy_id_idx" ON "ticket_clock"("policy_id");

-- CreateIndex
CREATE INDEX "ticket_escalation_at_idx" ON "ticket_escalation"("at");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_escalation_ticket_id_step_key_key" ON "ticket_escalation"("ticket_id", "step_key");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_message_message_id_key" ON "ticket_message"("message_id");

-- CreateIndex
CREATE INDEX "ticket_message_ticket_id_created_at_idx" ON "ticket_message"("ticket_id", "created_at");

-- CreateIndex
CREATE INDEX "ticket_message_send_at_idx" ON "ticket_message"("send_at");

-- CreateIndex
CREATE INDEX "ticket_message_search" ON "ticket_message" USING GIN ("search");

-- CreateIndex
CREATE INDEX "ticket_attachment_ticket_id_idx" ON "ticket_attachment"("ticket_id");

-- CreateIndex
CREATE INDEX "ticket_attachment_message_id_idx" ON "ticket_attachment"("message_id");

-- CreateIndex
CREATE INDEX "ticket_watcher_user_id_idx" ON "ticket_watcher"("user_id");

-- CreateIndex
CREATE INDEX "ticket_link_kind_target_id_idx" ON "ticket_link"("kind", "target_id");

-- CreateIndex
CREATE INDEX "ticket_rating_at_idx" ON "ticket_rating"("at");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_state_name_key" ON "ticket_state"("name");

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_user_id_surface_name_key" ON "saved_view"("user_id", "surface", "name");

-- CreateIndex
CREATE UNIQUE INDEX "inbound_mail_message_id_key" ON "inbound_mail"("message_id");

-- CreateIndex
CREATE INDEX "inbound_mail_received_at_idx" ON "inbound_mail"("received_at");

-- CreateIndex
CREATE INDEX "inbound_mail_ticket_id_idx" ON "inbound_mail"("ticket_id");

-- CreateIndex
CREATE UNIQUE INDEX "import_mapping_kind_name_key" ON "import_mapping"("kind", "name");

-- CreateIndex
CREATE INDEX "document_space_id_section_title_idx" ON "document"("space_id", "section", "title");

-- CreateIndex
CREATE INDEX "ticket_assignee_id_state_kind_idx" ON "ticket"("assignee_id", "state_kind");

-- CreateIndex
CREATE INDEX "ticket_requester_id_opened_at_idx" ON "ticket"("requester_id", "opened_at");

-- CreateIndex
CREATE INDEX "ticket_search" ON "ticket" USING GIN ("search");

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_space_id_fkey" FOREIGN KEY ("space_id") REFERENCES "document_space"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_version" ADD CONSTRAINT "document_version_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_read" ADD CONSTRAINT "document_read_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_feedback" ADD CONSTRAINT "document_feedback_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runbook_run" ADD CONSTRAINT "runbook_run_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runbook_run_event" ADD CONSTRAINT "runbook_run_event_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runbook_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sla_policy" ADD CONSTRAINT "sla_policy_calendar_id_fkey" FOREIGN KEY ("calendar_id") REFERENCES "business_calendar"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_clock" ADD CONSTRAINT "ticket_clock_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_escalation" ADD CONSTRAINT "ticket_escalation_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_message" ADD CONSTRAINT "ticket_message_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_attachment" ADD CONSTRAINT "ticket_attachment_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_attachment" ADD CONSTRAINT "ticket_attachment_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "ticket_message"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_draft" ADD CONSTRAINT "ticket_draft_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_watcher" ADD CONSTRAINT "ticket_watcher_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_link" ADD CONSTRAINT "ticket_link_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_rating" ADD CONSTRAINT "ticket_rating_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;
