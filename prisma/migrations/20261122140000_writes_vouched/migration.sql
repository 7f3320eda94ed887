-- An answer is kept until a domain that it was read from changes. So that no write can forget to say so, the database says it itself: a transaction that changes a row of
-- these tables moves the version of their domain when it commits, once, whatever else it says.
CREATE FUNCTION note_write() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    noted text := coalesce(current_setting('quarterdeck.noted', true), '');
BEGIN
    IF position(',' || tg_argv[0] || ',' IN noted) > 0 THEN
        RETURN NULL;
    END IF;
    IF tg_op = 'DELETE' THEN
        IF NOT EXISTS (SELECT FROM gone) THEN RETURN NULL; END IF;
    ELSIF tg_op <> 'TRUNCATE' THEN
        IF NOT EXISTS (SELECT FROM made) THEN RETURN NULL; END IF;
    END IF;
    -- Until the transaction ends, or a savepoint before this is gone back to.
    PERFORM set_config('quarterdeck.noted', noted || ',' || tg_argv[0] || ',', true);
    INSERT INTO pending_write (domains) VALUES (ARRAY[tg_argv[0]]);
    RETURN NULL;
END $$;

DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT * FROM (VALUES
        ('alert', 'alerts'), ('rota', 'alerts'),
        ('customer', 'catalog'), ('customer_service', 'catalog'), ('service', 'catalog'), ('service_dependency', 'catalog'), ('team', 'catalog'),
        ('change_plan', 'changes'), ('change_run', 'changes'),
        ('deployment', 'deployments'),
        ('action_item', 'incidents'), ('incident', 'incidents'), ('incident_service', 'incidents'), ('incident_ticket', 'incidents'), ('postmortem', 'incidents'),
        ('document', 'knowledge'), ('document_space', 'knowledge'), ('runbook_run', 'knowledge'),
        ('approval', 'maintenance'), ('maintenance_window', 'maintenance'), ('maintenance_window_service', 'maintenance'),
        ('outage', 'monitors'),
        ('ticket', 'tickets'), ('ticket_clock', 'tickets'), ('ticket_event', 'tickets'), ('ticket_message', 'tickets'), ('ticket_rating', 'tickets')
    ) AS vouched (tbl, domain) LOOP
        EXECUTE format('CREATE TRIGGER note_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION note_write(%L)', one.tbl, one.domain);
        EXECUTE format('CREATE TRIGGER note_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION note_write(%L)', one.tbl, one.domain);
        EXECUTE format('CREATE TRIGGER note_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION note_write(%L)', one.tbl, one.domain);
        EXECUTE format('CREATE TRIGGER note_truncate AFTER TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION note_write(%L)', one.tbl, one.domain);
    END LOOP;
END $$;

-- As before, but a domain is moved and told once in a transaction, however often it was named.
CREATE OR REPLACE FUNCTION tell_write() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    audit jsonb;
    last_seq bigint;
    last_hash text;
    this_hash text;
    one text;
    now_version bigint;
    told text;
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
        told := coalesce(current_setting('quarterdeck.told', true), '');
        CONTINUE WHEN position(',' || one || ',' IN told) > 0;
        PERFORM set_config('quarterdeck.told', told || ',' || one || ',', true);
        INSERT INTO data_version (domain, version, updated_at) VALUES (one, 1, now())
        ON CONFLICT (domain) DO UPDATE SET version = data_version.version + 1, updated_at = now() RETURNING version INTO now_version;
        -- Delivered to every process when the transaction has committed.
        PERFORM pg_notify('quarterdeck_live', one || ':' || now_version);
    END LOOP;
    DELETE FROM pending_write WHERE id = new.id;
    RETURN NULL;
END $$;
