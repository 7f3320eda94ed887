-- CreateIndex
CREATE INDEX "sli_hour_slo_key_hour_good_sum_total_sum_idx" ON "sli_hour"("slo_key", "hour", "good_sum", "total_sum");
