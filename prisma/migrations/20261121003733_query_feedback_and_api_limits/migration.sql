-- AlterTable
ALTER TABLE "import_run" ADD COLUMN     "alive_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "outbox_event" ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "error" TEXT,
ADD COLUMN     "retry_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "query_run" ADD COLUMN     "tools" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "via" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "idempotent_request" (
    "actor_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "status" INTEGER,
    "response" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotent_request_pkey" PRIMARY KEY ("actor_id","key")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "query_feedback" (
    "run_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "is_useful" BOOLEAN NOT NULL,
    "reason" TEXT,
    "comment" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "query_feedback_pkey" PRIMARY KEY ("run_id","user_id")
);

-- CreateIndex
CREATE INDEX "idempotent_request_created_at_idx" ON "idempotent_request"("created_at");

-- CreateIndex
CREATE INDEX "query_feedback_created_at_idx" ON "query_feedback"("created_at");

-- AddForeignKey
ALTER TABLE "query_feedback" ADD CONSTRAINT "query_feedback_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "query_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
