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
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes permits from the providers' allowances in the database, by the database's clock: requests
 * that arrive while a statement is in flight share the next one, however many providers they are
 * of.
 *
 * <p>It is GCRA: an allowance is the time until which it is spent, and a lead moves that by a
 * minute's part. A locked row is read as its last writer left it, so permits of two replicas never
 * overlap; the time is when the statement began, so that a statement that waited for a lock is
 * given less, not more.
 */
@Singleton
class AllowanceRepository {
  private static final Duration COME_BACK_AFTER = Duration.ofSeconds(1);

  private static final int STATEMENTS_IN_FLIGHT = 2;
  private static final int DEMANDS_PER_STATEMENT = 500;

  private static final String SPEND =
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
      ), granted as (
        select *, least(leads, (whole - used) / 60000000) as permits from known
      ), counted as (
        select *, (used + permits * 60000000 + per_minute - 1) / per_minute as spent_then
        from granted
      )
      update intake_allowance a set spent_until = now() + c.spent_then * interval '1 microsecond'
      from counted c where a.provider_id = c.provider_id
      returning a.provider_id, c.permits, c.spent_then
      """;

  private final Pool pool;
  private final GroupCommit<Demand, Spent> commits;

  AllowanceRepository(Pool pool) {
    this.pool = pool;
    // The open requests bound how many wait.
    this.commits =
        new GroupCommit<>(
            this::write,
            new GroupCommit.Limits(STATEMENTS_IN_FLIGHT, DEMANDS_PER_STATEMENT, Integer.MAX_VALUE));
  }

  /** At most that many permits, which are then spent whether they are used or not. */
  Uni<Spent> spend(ProviderId provider, IntakeLimit limit, int permits) {
    return commits
        .commit(new Demand(provider, limit, permits))
        .onItem()
        .ifNull()
        .failWith(AllowanceRepository::unanswered);
  }

  private Uni<List<Spent>> write(List<Demand> demands) {
    Batch<Demand> rows =
        Batch.of(sums(demands))
            .uuids(demand -> demand.provider().value())
            .longs(demand -> demand.permits())
            .longs(demand -> (long) demand.limit().leadsPerMinute())
            .longs(demand -> (long) demand.limit().burst());
    return pool.preparedQuery(SPEND)
        .execute(rows.tuple())
        .map(
            found -> {
              Map<ProviderId, Row> answers = new HashMap<>();
              found.forEach(row -> answers.put(new ProviderId(row.getUUID("provider_id")), row));
              return share(demands, answers);
            });
  }

  /** One row per provider, by its latest limit. */
  private static Collection<Demand> sums(List<Demand> demands) {
    Map<ProviderId, Demand> sums = new LinkedHashMap<>();
    demands.forEach(demand -> sums.merge(demand.provider(), demand, Demand::with));
    return sums.values();
  }

  /** First come, first served; null for a provider that no longer exists. */
  private static List<Spent> share(List<Demand> demands, Map<ProviderId, Row> answers) {
    Map<ProviderId, Long> left = new HashMap<>();
    answers.forEach((provider, row) -> left.put(provider, row.getLong("permits")));
    return demands.stream()
        .map(
            demand -> {
              Row answer = answers.get(demand.provider());
              if (answer == null) {
                return null;
              }
              long granted = Math.min(demand.permits(), left.get(demand.provider()));
              left.merge(demand.provider(), -granted, Long::sum);
              return new Spent(Math.toIntExact(granted), answer.getLong("spent_then"));
            })
        .collect(toCollection(ArrayList::new));
  }

  private static ProblemException unanswered() {
    return ProblemException.passing(
        ErrorCode.STORE_UNAVAILABLE, "The intake limit is not known now.", COME_BACK_AFTER);
  }

  private record Demand(ProviderId provider, IntakeLimit limit, long permits) {
    Demand with(Demand later) {
      return new Demand(provider, later.limit, permits + later.permits);
    }
  }
}
