package io.leadloop.silence;

import io.leadloop.customer.CustomerId;
import io.leadloop.feedback.OverdueConfig;
import io.leadloop.schedule.PeriodicTask;
import io.leadloop.store.Batch;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Learns how each customer's feedback comes from its last leads: how many of them had any, and
 * after which time most of it had come. A few customers at a time, those first that were looked at
 * longest ago, so that the work is spread however many there are. Customers that are reached by the
 * form import have none to learn from, since it reports nothing.
 */
@ApplicationScoped
public class FeedbackLatency {
  private static final int CUSTOMERS_AT_ONCE = 20;
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

  private static final String LEARN =
      """
      with due as (
        select customer_id from customer_pace
        where sampled_at < now() - $1 * interval '1 ms'
        order by sampled_at limit $2 for update skip locked
      ), seen as (
        select d.customer_id, count(l.forwarded_at)::int as forwarded,
          count(l.first_feedback_at)::int as with_feedback,
          percentile_cont($4) within group (
            order by extract(epoch from l.first_feedback_at - l.forwarded_at) * 1000)
            filter (where l.first_feedback_at is not null) as millis
        from due d left join lateral (
          select p.forwarded_at, p.first_feedback_at
          -- The form import reports nothing.
          from (select from customer
            where id = d.customer_id and form_name is null limit 1) c
          cross join customer_grant g cross join lateral (
            select id, test from lead
            where provider_id = g.provider_id and customer_id = d.customer_id
            order by id desc limit $3) l
          join lead_progress p on p.lead_id = l.id
          where g.customer_id = d.customer_id and p.forwarded_at is not null and not l.test
          order by l.id desc limit $3) l on true
        group by d.customer_id
      )
      update customer_pace p set sampled_at = now(), forwarded = s.forwarded,
        with_feedback = s.with_feedback,
        expected_millis =
          case when s.with_feedback >= $5 then greatest($6, ceil(s.millis))::bigint end
      from seen s where p.customer_id = s.customer_id
      """;
  private static final String OF =
      """
      select customer_id, forwarded, with_feedback, expected_millis from customer_pace
      where customer_id = any($1)
      """;

  private final Pool pool;
  private final SilenceConfig config;
  private final Duration overdueAfter;

  FeedbackLatency(Pool pool, SilenceConfig config, OverdueConfig overdue) {
    this.pool = pool;
    this.config = config;
    this.overdueAfter = overdue.overdueAfter();
  }

  @Produces
  PeriodicTask task() {
    return new PeriodicTask("learn feedback's pace", this::learn, AFTER_FAILURE);
  }

  /** Looks at the next customers; how long to wait for the round after this. */
  Uni<Duration> learn() {
    Tuple values =
        Tuple.of(config.learnInterval().toMillis(), CUSTOMERS_AT_ONCE, config.sample())
            .addDouble(config.quantile())
            .addInteger(config.learnFrom())
            .addLong(config.overdueAfterMin().toMillis());
    return pool.preparedQuery(LEARN)
        .execute(values)
        .map(
            learned ->
                learned.rowCount() < CUSTOMERS_AT_ONCE
                    ? config.learnInterval().dividedBy(10)
                    : Duration.ZERO);
  }

  /** The coverage of these customers, as it was measured last. */
  public Uni<Map<CustomerId, Coverage>> of(List<CustomerId> customers) {
    return pool.preparedQuery(OF)
        .execute(Batch.of(customers).uuids(CustomerId::value).tuple())
        .map(rows -> Batch.list(rows, row -> row))
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.toMap(
                            row -> new CustomerId(row.getUUID("customer_id")), this::coverage)));
  }

  private Coverage coverage(Row row) {
    Optional<Duration> learned =
        Optional.ofNullable(row.getLong("expected_millis")).map(Duration::ofMillis);
    return new Coverage(
        row.getInteger("forwarded"), row.getInteger("with_feedback"), learned.orElse(overdueAfter));
  }

  /**
   * How a customer's feedback comes.
   *
   * @param forwarded leads that were looked at, the last ones that Oplead has
   * @param withFeedback how many of them had at least one status
   * @param expectedWithin after how long a status is overdue
   */
  public record Coverage(int forwarded, int withFeedback, Duration expectedWithin) {}
}
