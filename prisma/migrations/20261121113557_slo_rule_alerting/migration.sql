-- AlterTable
ALTER TABLE "slo" ADD COLUMN     "rule_alerting" JSONB;
