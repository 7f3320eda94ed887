-- CreateIndex
CREATE INDEX "search_entry_scope_keys" ON "search_entry" USING GIN ("scope_keys");
