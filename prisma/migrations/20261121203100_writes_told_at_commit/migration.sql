-- CreateTable
-- Nothing in it outlives a transaction: no log of it is needed.
CREATE UNLOGGED TABLE "pending_write" (
    "id" BIGSERIAL NOT NULL,
    "audits" JSONB NOT NULL DEFAULT '[]',
    "domains" TEXT[],

    CONSTRAINT "pending_write_pkey" PRIMARY KEY ("id")
);

-- One chain and one counter for each domain make writers take turns. They do so in the moment in which they commit, not while they still work:
-- the lock is taken by a trigger that runs as the first part of the commit, and goes with its end. One lock for both, taken first, so that no two writers wait for each other.
CREATE FUNCTION tell_write() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    audit jsonb;
    last_seq bigint;
    last_hash text;
    this_hash text;
    one text;
    now_version bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(7251001);
    IF jsonb_array_length(new.audits) > 0 THEN
        SELECT seq, hash INTO last_seq, last_hash FROM audit_event ORDER BY seq DESC LIMIT 1;
        last_seq := coalesce(last_seq, 0);
        last_hash := coalesce(last_hash, repeat('0', 64));
        FOR audit IN SELECT value FROM jsonb_array_elements(new.audits) LOOP
            last_seq := last_seq + 1;
            this_hash := encode(sha256(convert_to(last_hash || E'\n' || (audit ->> 'head') || last_seq || (audit ->> 'tail'), 'UTF8')), 'hex');
            INSERT INTO audit_event (seq, at, actor_id, actor_name, via, action, entity_type, entity_id, before, after, request_id, prev_hash, hash)
            VALUES (last_seq, (audit ->> 'at')::timestamptz, audit ->> 'actorId', audit ->> 'actorName', audit ->> 'via', audit ->> 'action', audit ->> 'entityType', audit ->> 'entityId',
                nullif(audit -> 'before', 'null'), nullif(audit -> 'after', 'null'), audit ->> 'requestId', last_hash, this_hash);
            last_hash := this_hash;
        END LOOP;
    END IF;
    FOR one IN SELECT DISTINCT unnest(new.domains) ORDER BY 1 LOOP
        INSERT INTO data_version (domain, version, updated_at) VALUES (one, 1, now())
        ON CONFLICT (domain) DO UPDATE SET version = data_version.version + 1, updated_at = now() RETURNING version INTO now_version;
        -- Delivered to every process when the transaction has committed.
        PERFORM pg_notify('quarterdeck_live', one || ':' || now_version);
    END LOOP;
    DELETE FROM pending_write WHERE id = new.id;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER pending_write_told AFTER INSERT ON pending_write DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tell_write();
