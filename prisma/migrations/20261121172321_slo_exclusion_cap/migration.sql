-- AlterTable
ALTER TABLE "slo" ADD COLUMN     "exclusion_cap_minutes" INTEGER;
