package io.leadloop.plans;

/**
 * Rows for a statement to work on: {@link #ROWS} leads of two customers and two providers, whose
 * ids stand in the temporary table {@code mine}. A transaction makes them and rolls them back.
 */
final class Scene {
  static final int ROWS = 50;

  /** Customers and providers that each store has; without leads the first time. */
  static final String PEOPLE =
      """
      insert into customer (id, slug, name, oplead_token, oplead_token_hint, requests_per_minute)
      select gen_random_uuid(), 't' || n, 'c', '', '', 1200 from generate_series(0, 1) n;
      insert into provider (id, slug, name)
      select gen_random_uuid(), 'p' || n, 'p' from generate_series(0, 1) n;
      insert into customer_grant (provider_id, customer_id)
      select p.id, c.id from provider p, customer c
      """;

  static final String IDS =
      """
      create temporary table if not exists mine (n int, lead uuid, customer uuid, provider uuid,
        item uuid, feedback uuid) on commit delete rows
      """;

  static final String MINE =
      """
      insert into mine
      select n, uuidv7(), c.id, p.id, uuidv7(), uuidv7() from generate_series(1, %d) n
      join customer c on c.slug = 't' || n %% 2 join provider p on p.slug = 'p' || n / 2 %% 2
      """
          .formatted(ROWS);

  /** Goes first. */
  static final String ALONE = "delete from mine where n > 1";

  static final String LEADS =
      """
      insert into lead (id, provider_id, customer_id, reference, fingerprint, document, expires_at)
      select lead, provider, customer, 'mine' || n, '', 'sealed', now() + interval '1 day' from mine
      """;

  static final String OPEN_LANES =
      """
      update lane set next_at = now(), opens_at = '-infinity'
      where customer_id in (select customer from mine)
      """;

  /** They send what comes at once. */
  static final String IDLE_LANES =
      """
      delete from lead_queue where customer_id in (select customer from mine);
      update lane set next_at = 'infinity', opens_at = '-infinity'
      where customer_id in (select customer from mine)
      """;

  static final String PAST_SLOTS =
      """
      insert into lane_slot (customer_id, ends_at, requests, retries, updates, refused)
      select (select customer from mine where n = 1), now() - interval '2 minutes' - n * interval '1 s',
        1, 0, 0, 0
      from mine
      """;

  static final String QUEUE =
      """
      insert into lead_queue (customer_id, provider_id, retry, due_at, lead_id, expires_at)
      select customer, provider, false, l.created_at, lead, l.expires_at
      from mine join lead l on l.id = mine.lead
      """;

  static final String UNCERTAIN =
      """
      insert into lead_progress (lead_id, customer_id, provider_id, state, due_at, retry, claims,
        attempts)
      select lead, customer, provider, 'uncertain', now() - interval '1 hour', true, 1, 1 from mine;
      insert into lead_queue (customer_id, provider_id, retry, due_at, lead_id, expires_at,
        is_uncertain)
      select customer, provider, true, now() - interval '1 hour', lead, 'infinity', true from mine
      """;

  static final String HELD =
      """
      insert into lead_progress (lead_id, customer_id, provider_id, state, due_at)
      select lead, customer, provider, 'held', 'infinity' from mine;
      insert into lead_queue (customer_id, provider_id, retry, due_at, lead_id, expires_at)
      select customer, provider, false, 'infinity', lead, 'infinity' from mine
      """;

  static final String REJECTED =
      """
      insert into lead_progress (lead_id, customer_id, provider_id, state)
      select lead, customer, provider, 'rejected' from mine
      """;

  static final String EXPIRED =
      """
      update lead_queue set expires_at = now() - interval '1 minute'
      where lead_id in (select lead from mine)
      """;

  static final String STOPPED =
      "update lane set state = 'paused' where customer_id in (select customer from mine)";

  static final String IN_FLIGHT = inFlight("lead", "lead", 30);
  static final String ABANDONED = inFlight("lead", "lead", -30);
  static final String UPDATES_IN_FLIGHT = inFlight("item", "update", 30);
  static final String UPDATES_ABANDONED = inFlight("item", "update", -30);
  static final String CALLS_IN_FLIGHT = inFlight("item", "call", 30);
  static final String CALLS_ABANDONED = inFlight("item", "call", -30);

  /** What a settlement leaves, before the projection. */
  static final String FORWARDED =
      """
      insert into lead_progress (lead_id, customer_id, provider_id, state, oplead_id, attempts,
        claims, forwarded_at)
      select lead, customer, provider, 'forwarded', lead, 1, 1, now() from mine
      """;

  /** What the projection of {@code forwarded} leaves. */
  static final String PROJECTED =
      """
      update lead_progress set told_forwarded = true, sequence = 1
      where lead_id in (select lead from mine);
      insert into feedback (id, lead_id, kind, log_partition, log_offset, first_sequence, events,
        received_at)
      select feedback, lead, 'forwarded', 0, n, 1, 1, now() from mine;
      insert into lead_event (id, lead_id, sequence, provider_id, source, type, time, data)
      select uuidv7(), lead, 1, provider, 's', 'com.oplead.lead.forwarded', now(),
        '{"status":{"label":"a","code":"won","at":"2026-01-01T00:00:00Z"}}' from mine
      """;

  static final String AWAITED =
      """
      insert into awaited_feedback (lead_id, customer_id, silent_until)
      select lead, customer, now() + interval '1 day' from mine
      """;

  static final String OVERDUE =
      """
      update awaited_feedback set silent_until = now() - interval '1 minute'
      where lead_id in (select lead from mine)
      """;

  static final String POLLED =
      """
      update awaited_feedback set silent_until = null, poll_at = now()
      where lead_id in (select lead from mine)
      """;

  /** They ended long ago. */
  static final String OPERATIONS =
      """
      insert into bulk_operation (id, action, filter, state, actor, total, is_at_least, ended_at)
      select item, 'retry', '{}', 'done', 'a', 1, false, now() - interval '1 year' from mine
      """;

  static final String UPDATES = updates("queued", "now()", "now() + interval '1 day'");
  static final String UPDATES_SENDING = updates("sending", "null", "now() + interval '1 day'");
  static final String UPDATES_EXPIRED = updates("queued", "now()", "now() - interval '1 minute'");

  static final String PIECES =
      """
      insert into document_piece (id, document_id, number, sealed, created_at)
      select gen_random_uuid(), item, 0, '', now() - interval '1 hour' from mine
      """;

  static final String OUTBOX =
      """
      insert into outbox (feedback_id, lead_id, payload) select feedback, lead, 'payload' from mine
      """;

  /** The newest that may be read while this one is open. */
  static final String LAST_TRANSACTION =
      "((pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1)::text)";

  /** A provider of its own, so that no other reads past rolled-back rows. */
  private static final String PUSHED_TO = "(select feedback from mine where n = 1)";

  /** Two events of each lead, of that provider, which may be read. */
  static final String EVENTS =
      """
      insert into provider (id, slug, name) select feedback, 'pushed', 'p' from mine where n = 1;
      insert into lead_event (id, lead_id, sequence, provider_id, source, type, time, data,
        transaction)
      select uuidv7(), lead, s, %s, 's', 't', now(), '{}', %s::xid8
      from mine, generate_series(1, 2) s order by s, n
      """
          .formatted(PUSHED_TO, LAST_TRANSACTION);

  static final String BEFORE_EVENTS =
      "(select min(position) - 1 from lead_event where lead_id in (select lead from mine))";

  static final String AFTER_EVENTS =
      "(select max(position) from lead_event where lead_id in (select lead from mine))";

  /** The provider's endpoint, which has its id; the replica 1 delivers to it. */
  static final String ENDPOINT =
      """
      insert into push_endpoint (id, provider_id, url, scheme, secret, max_in_flight, state)
      select feedback, feedback, 'https://e', 'v1', ''::bytea, 4, 'active' from mine where n = 1;
      insert into push_cursor (endpoint_id, transaction, position, in_flight, lease, holder)
      select feedback, %s::xid8, %s, 4, 1, '00000000-0000-0000-0000-000000000001'::uuid
      from mine where n = 1
      """
          .formatted(LAST_TRANSACTION, BEFORE_EVENTS);

  /** All leads are in trouble, and due. */
  static final String OWN_CURSORS =
      """
      insert into push_lead (endpoint_id, lead_id, next_sequence, attempts, next_attempt_at)
      select %s, lead, 1, 1, now() from mine
      """
          .formatted(PUSHED_TO);

  private Scene() {}

  /** An array with a value for each row of {@code mine}. */
  static String each(String expression) {
    return "(select array_agg(%s order by n) from mine)".formatted(expression);
  }

  static String lanes() {
    return "(select array_agg(distinct customer) from mine)";
  }

  /** How many rows of {@code mine} each of the lanes has. */
  static String rooms() {
    return "(select array_agg(room) from (select count(*) as room from mine group by customer) r)";
  }

  /** How many rows {@code mine} has. */
  static String count() {
    return "(select count(*) from mine)";
  }

  /** The value of a row of {@code mine}. */
  static String one(String column) {
    return "(select %s from mine where n = 1)".formatted(column);
  }

  private static String inFlight(String id, String kind, int leaseSeconds) {
    return """
        insert into lane_request (request_id, claim, customer_id, kind, lease_until)
        select %s, 1, customer, '%s', now() + %d * interval '1 s' from mine
        """
        .formatted(id, kind, leaseSeconds);
  }

  private static String updates(String state, String due, String expires) {
    return """
        insert into lead_update (id, lead_id, customer_id, kind, state, next_attempt_at, claims,
          expires_at, status_code)
        select item, lead, customer, 'status', '%s', %s, 1, %s, 'won' from mine
        """
        .formatted(state, due, expires);
  }
}
