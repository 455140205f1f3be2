package io.leadloop.lane.status;

/**
 * How many leads wait for a lane, as SQL after {@code from … l}, a lane with its {@code arrived}
 * leads: the same for every page and answer. Costs at most 1,000 and 10,000 entries of an index,
 * however many leads there are.
 */
final class QueueCounts {
  /** Those that wait for a turn or for another try, as far as 1,000: {@code lead_id}. */
  static final String DUE =
      """
      select d.lead_id from waiting_providers(l.customer_id) p
      cross join lateral (select lead_id from lead_queue where customer_id = l.customer_id
        and provider_id = p.provider_id and retry in (false, true) and due_at < 'infinity'
        limit 1000) d limit 1000
      """;

  /**
   * {@code waiting}, of which more than 1,000 are counted as arrivals and departures; {@code held}
   * until a stopped lane is resumed; and when the first of these was accepted, {@code held_since}.
   */
  static final String COUNTS =
      """
      cross join lateral (select count(*) as due from (%s) d) due
      cross join lateral (select count(*) as held from (select from lead_progress
        where customer_id = l.customer_id and state = 'held' and l.state <> 'open'
        limit 10000) p) held
      cross join lateral (select held.held, case when due.due < 1000 then due.due
          else greatest(due.due, l.arrived - l.departures - held.held) end as waiting,
        (select created_at from lead where id = (select lead_id from lead_progress
          where customer_id = l.customer_id and state = 'held' and l.state <> 'open'
          order by lead_id limit 1)) as held_since) counts
      """
          .formatted(DUE);

  private QueueCounts() {}
}
