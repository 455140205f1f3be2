package io.leadloop.lead;

/**
 * An index that lists of leads walk, and how a row of it, {@code l}, shows the other facts of its
 * lead: by keys, whatever statistics say (limit 1).
 */
enum LeadIndex {
  /** All leads. */
  ALL(
      "lead",
      "id",
      "",
      """
      (select l.provider_id, l.customer_id, l.created_at, p.status_code,
        lead_state(p.state, r.is_in_flight) as state,
        coalesce(p.updated_at, l.created_at) as updated_at,
        coalesce(p.retry and p.due_at < 'infinity', false) and not r.is_in_flight as is_retrying,
        exists (select from awaited_feedback where lead_id = l.id and silent_until is null)
          as is_overdue
        from (select exists (select from lane_request where request_id = l.id and kind = 'lead')
          as is_in_flight) r
        left join lead_progress p on p.lead_id = l.id limit 1)\
      """),

  /** Leads in states that few leads are in; a lead in flight is in none of them. */
  SET_ASIDE(
      "lead_progress",
      "lead_id",
      " and l.state in ('rejected', 'uncertain', 'held', 'expired')"
          + " and not exists (select from lane_request where request_id = l.lead_id"
          + " and kind = 'lead')",
      """
      (select l.provider_id, l.customer_id, d.created_at, l.status_code, l.state, l.updated_at,
        l.retry and l.due_at < 'infinity' as is_retrying, false as is_overdue
        from lead d where d.id = l.lead_id limit 1)\
      """),

  /** Leads that wait for another attempt. */
  RETRYING(
      "lead_queue",
      "lead_id",
      " and l.retry and l.due_at < 'infinity'",
      """
      (select l.provider_id, l.customer_id, d.created_at, p.status_code,
        lead_state(p.state, false) as state, coalesce(p.updated_at, d.created_at) as updated_at,
        true as is_retrying, false as is_overdue
        from lead d left join lateral (
          select * from lead_progress where lead_id = l.lead_id limit 1) p on true
        where d.id = l.lead_id limit 1)\
      """),

  /** Leads whose feedback is overdue. */
  OVERDUE(
      "awaited_feedback",
      "lead_id",
      " and l.silent_until is null",
      """
      (select p.provider_id, l.customer_id, d.created_at, p.status_code,
        lead_state(p.state, false) as state, p.updated_at, false as is_retrying, true as is_overdue
        from lead d cross join lateral (
          select * from lead_progress where lead_id = l.lead_id limit 1) p
        where d.id = l.lead_id limit 1)\
      """);

  final String table;

  /** The column with the lead's id. */
  final String id;

  /** The condition that lets the planner use the index, if it is partial. */
  final String partial;

  /** A subquery of the lead's provider, customer, state, status and times. */
  final String facts;

  LeadIndex(String table, String id, String partial, String facts) {
    this.table = table;
    this.id = id;
    this.partial = partial;
    this.facts = facts;
  }
}
