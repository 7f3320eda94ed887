-- AlterTable
ALTER TABLE "postmortem" ADD COLUMN     "author_id" TEXT,
ADD COLUMN     "reviewer_id" TEXT,
ADD COLUMN     "reviewer_name" TEXT NOT NULL DEFAULT '';
