-- DropIndex
DROP INDEX "ticket_search";

-- DropIndex
DROP INDEX "ticket_message_search";

-- AlterTable
ALTER TABLE "ticket" ADD COLUMN     "next_due_at" TIMESTAMPTZ(3);
UPDATE "ticket" t SET "next_due_at" = c.due FROM (SELECT "ticket_id", min("due_at") AS due FROM "ticket_clock" WHERE "stopped_at" IS NULL AND "state" <> 'cancelled' GROUP BY 1) c WHERE t."id" = c."ticket_id" AND c.due IS NOT NULL;
-- Open without a clock: in the year 9990, by priority; over: in the year 9991.
ALTER TABLE "ticket" ADD COLUMN     "due_order" TIMESTAMPTZ(3) NOT NULL GENERATED ALWAYS AS (
    CASE WHEN "state_kind" IN ('open', 'waiting') THEN coalesce("next_due_at", to_timestamp(253086768000 + 86400 * CASE "priority" WHEN 'p1' THEN 1 WHEN 'p2' THEN 2 WHEN 'p3' THEN 3 WHEN 'p4' THEN 4 WHEN 'p5' THEN 5 ELSE 9 END))
    ELSE to_timestamp(253118304000) END
) STORED;

-- CreateTable
CREATE TABLE "ticket_words" (
    "ticket_id" TEXT NOT NULL,
    "desk" tsvector NOT NULL,
    "public" tsvector NOT NULL,

    CONSTRAINT "ticket_words_pkey" PRIMARY KEY ("ticket_id")
);

-- CreateIndex
CREATE INDEX "ticket_words_desk" ON "ticket_words" USING GIN ("desk");

-- CreateIndex
CREATE INDEX "ticket_words_public" ON "ticket_words" USING GIN ("public");

-- CreateIndex
CREATE INDEX "ticket_due" ON "ticket"("due_order", "id", "snoozed_until");

-- AddForeignKey
ALTER TABLE "ticket_words" ADD CONSTRAINT "ticket_words_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE AGGREGATE words_concat(tsvector) (sfunc = tsvector_concat, stype = tsvector, initcond = '');

-- The row of each ticket is locked first: two answers at once would otherwise each leave out the other's words.
CREATE FUNCTION refresh_ticket_words(ids text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    one text;
BEGIN
    PERFORM 1 FROM ticket WHERE id = ANY(ids) ORDER BY id FOR NO KEY UPDATE;
    INSERT INTO ticket_words AS kept (ticket_id, desk, public)
    SELECT t.id, t.search || coalesce(m.desk, ''), t.search || coalesce(m.public, '')
    FROM ticket t LEFT JOIN LATERAL (
        SELECT words_concat(s.search ORDER BY s.created_at, s.id) AS desk, words_concat(s.search ORDER BY s.created_at, s.id) FILTER (WHERE s.kind = 'public' AND s.send_at IS NULL) AS public
        FROM ticket_message s WHERE s.ticket_id = t.id AND s.taken_back_at IS NULL) m ON true
    WHERE t.id = ANY(ids)
    ON CONFLICT (ticket_id) DO UPDATE SET desk = excluded.desk, public = excluded.public
    WHERE (kept.desk, kept.public) IS DISTINCT FROM (excluded.desk, excluded.public);
EXCEPTION WHEN program_limit_exceeded THEN
    -- A conversation of more words than an index entry holds: its first words stay findable, and nobody is kept from answering.
    IF cardinality(ids) = 1 THEN
        INSERT INTO ticket_words (ticket_id, desk, public) SELECT t.id, t.search, t.search FROM ticket t WHERE t.id = ids[1] ON CONFLICT (ticket_id) DO NOTHING;
    ELSE
        FOREACH one IN ARRAY ids LOOP
            PERFORM refresh_ticket_words(ARRAY[one]);
        END LOOP;
    END IF;
END $$;

CREATE FUNCTION ticket_words_after_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refresh_ticket_words(ARRAY(SELECT id FROM made));
    RETURN NULL;
END $$;
CREATE FUNCTION ticket_words_after_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ids text[] := ARRAY(SELECT made.id FROM made JOIN gone USING (id) WHERE made.search IS DISTINCT FROM gone.search);
BEGIN
    IF cardinality(ids) > 0 THEN PERFORM refresh_ticket_words(ids); END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER ticket_words_insert AFTER INSERT ON ticket REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION ticket_words_after_insert();
CREATE TRIGGER ticket_words_update AFTER UPDATE ON ticket REFERENCING NEW TABLE AS made OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION ticket_words_after_update();

CREATE FUNCTION message_words_after_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refresh_ticket_words(ARRAY(SELECT DISTINCT ticket_id FROM made));
    RETURN NULL;
END $$;
CREATE FUNCTION message_words_after_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ids text[] := ARRAY(SELECT DISTINCT made.ticket_id FROM made JOIN gone USING (id)
        WHERE (made.search, made.kind, made.send_at, made.taken_back_at) IS DISTINCT FROM (gone.search, gone.kind, gone.send_at, gone.taken_back_at));
BEGIN
    IF cardinality(ids) > 0 THEN PERFORM refresh_ticket_words(ids); END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION message_words_after_delete() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ids text[] := ARRAY(SELECT DISTINCT ticket_id FROM gone);
BEGIN
    IF cardinality(ids) > 0 THEN PERFORM refresh_ticket_words(ids); END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER message_words_insert AFTER INSERT ON ticket_message REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION message_words_after_insert();
CREATE TRIGGER message_words_update AFTER UPDATE ON ticket_message REFERENCING NEW TABLE AS made OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION message_words_after_update();
CREATE TRIGGER message_words_delete AFTER DELETE ON ticket_message REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION message_words_after_delete();

SELECT refresh_ticket_words(ARRAY(SELECT id FROM ticket));
