-- AlterTable
ALTER TABLE "maintenance_subscription" ADD COLUMN     "zone" TEXT;

-- CreateTable
CREATE TABLE "notice_template" (
    "audience" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "title" TEXT,
    "body" TEXT,
    "actor_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "notice_template_pkey" PRIMARY KEY ("audience","version")
);
