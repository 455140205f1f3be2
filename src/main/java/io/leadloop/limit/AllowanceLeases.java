package io.leadloop.limit;

import static java.util.stream.Collectors.toCollection;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.provider.ProviderId;
import io.leadloop.store.Batch;
import io.leadloop.store.GroupCommit;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes permits from the providers' allowances in the database, many in one statement: the limit
 * holds over all replicas and by the database's clock, and costs no statement for each lead.
 *
 * <p>It is GCRA: an allowance is the time until which it is spent, and a lead moves that by a
 * minute's part. A locked row is read as its last writer left it, so what is granted to two
 * replicas never overlaps; the time is when the statement began, so that who waited for a lock is
 * given less, not more.
 */
@Singleton
class AllowanceLeases {
  private static final Duration COME_BACK_AFTER = Duration.ofSeconds(1);

  private static final int STATEMENTS_IN_FLIGHT = 2;
  private static final int LEASES_PER_STATEMENT = 500;

  private static final String LEASE =
      """
      with asked as (
        select *, burst * 60000000 as whole
        from unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[])
          as a(provider_id, leads, per_minute, burst)
      ), locked as (
        select q.*, greatest(0, extract(epoch from a.spent_until - now()) * 1000000)::bigint as spent
        from intake_allowance a join asked q using (provider_id)
        order by provider_id for update of a
      ), known as (
        -- A limit that was lowered may be overspent: not by more than all of it.
        select *, least(whole, least(spent, whole / per_minute + 1) * per_minute) as used from locked
      ), lent as (
        select *, least(leads, (whole - used) / 60000000) as permits from known
      ), counted as (
        select *, (used + permits * 60000000 + per_minute - 1) / per_minute as spent_then from lent
      )
      update intake_allowance a set spent_until = now() + c.spent_then * interval '1 microsecond'
      from counted c where a.provider_id = c.provider_id
      returning a.provider_id, c.permits, c.spent_then
      """;

  private final Pool pool;
  private final GroupCommit<Request, Leased> commits;

  AllowanceLeases(Pool pool) {
    this.pool = pool;
    // What waits is one request a provider, and bounded by those.
    this.commits =
        new GroupCommit<>(
            this::write, STATEMENTS_IN_FLIGHT, LEASES_PER_STATEMENT, Integer.MAX_VALUE);
  }

  /** At most that many permits, which are now spent whether they are used or not. */
  Uni<Leased> lend(ProviderId provider, IntakeLimit limit, int permits) {
    return commits
        .commit(new Request(provider, limit, permits))
        .onItem()
        .ifNull()
        .failWith(AllowanceLeases::unanswered);
  }

  private Uni<List<Leased>> write(List<Request> requests) {
    Batch<Request> rows =
        Batch.of(requests)
            .uuids(request -> request.provider().value())
            .longs(request -> (long) request.permits())
            .longs(request -> (long) request.limit().leadsPerMinute())
            .longs(request -> (long) request.limit().burst());
    return pool.preparedQuery(LEASE)
        .execute(rows.tuple())
        .map(
            lent -> {
              Map<ProviderId, Leased> answers = new HashMap<>();
              lent.forEach(row -> answers.put(provider(row), leased(row)));
              // Removed, since an answer to two requests would be granted twice.
              return requests.stream()
                  .map(request -> answers.remove(request.provider()))
                  .collect(toCollection(ArrayList::new));
            });
  }

  /** Two requests for one provider met in one statement, which happens when it was forgotten. */
  private static ProblemException unanswered() {
    return ProblemException.passing(
        ErrorCode.STORE_UNAVAILABLE, "The intake limit is not known now.", COME_BACK_AFTER);
  }

  private static ProviderId provider(Row row) {
    return new ProviderId(row.getUUID("provider_id"));
  }

  private static Leased leased(Row row) {
    return new Leased(Math.toIntExact(row.getLong("permits")), row.getLong("spent_then"));
  }

  private record Request(ProviderId provider, IntakeLimit limit, int permits) {}
}
