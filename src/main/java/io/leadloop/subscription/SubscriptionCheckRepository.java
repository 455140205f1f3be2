package io.leadloop.subscription;

import static java.util.stream.Collectors.toMap;

import io.leadloop.customer.CustomerId;
import io.leadloop.customer.OpleadAccounts;
import io.leadloop.oplead.SubscriptionKind;
import io.leadloop.store.Batch;
import io.leadloop.subscription.SubscriptionPlan.DesiredSubscription;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Claims customers whose subscriptions are due and records the results. */
@ApplicationScoped
class SubscriptionCheckRepository {
  private static final String CLAIM =
      """
      with claimed as (
        update subscription_check set due_at = now() + $2 * interval '1 ms'
        where customer_id = any(array(
          select customer_id from subscription_check where due_at <= now()
          order by due_at limit $1 for update skip locked))
        returning customer_id, due_at
      )
      select k.due_at,
        array(select kind from subscription where customer_id = c.id and wanted) as wanted,
        array(select kind from subscription where customer_id = c.id and renew) as renewed,
      """
          + OpleadAccounts.COLUMNS
          + " from claimed k join customer c"
          + " on c.id = k.customer_id and c.archived_at is null";

  /** A customer that changed during the check is already due again and stays due. */
  private static final String SETTLE =
      """
      with done as (
        select * from unnest($1::text[], $2::text[]) as d(kind, oplead_id)
      ), has as (
        update subscription s set oplead_id = d.oplead_id, checked_at = now(), last_error = null,
          renew = s.renew and d.kind <> all($4::text[])
        from done d where s.customer_id = $3 and s.kind = d.kind and s.wanted
      ), gone as (
        delete from subscription s using done d
        where s.customer_id = $3 and s.kind = d.kind and not s.wanted and d.kind = any($5::text[])
      ), failed as (
        update subscription set last_error = $6
        where customer_id = $3 and $6::text is not null and kind <> all($1::text[])
      )
      update subscription_check set due_at = case
          when $6::text is not null or exists (select from subscription
            where customer_id = $3 and kind <> all($5::text[]))
          then now() + $7 * interval '1 ms' else 'infinity' end
      where customer_id = $3 and due_at = $8
      """;

  private final Pool pool;
  private final OpleadAccounts accounts;

  SubscriptionCheckRepository(Pool pool, OpleadAccounts accounts) {
    this.pool = pool;
    this.accounts = accounts;
  }

  /** Claims the customers that have been due longest, for the lease. */
  Uni<List<ClaimedCheck>> claim(int limit, Duration lease) {
    return pool.preparedQuery(CLAIM)
        .execute(Tuple.of(limit, lease.toMillis()))
        .map(rows -> Batch.list(rows, this::claimed));
  }

  /**
   * @param again delay until the next check, if there are subscriptions
   */
  Uni<Void> settle(ClaimedCheck check, CheckResult result, Duration again) {
    Tuple values =
        Batch.of(result.done().entrySet())
            .texts(done -> done.getKey().wireName())
            .texts(done -> done.getValue().orElse(null))
            .value(check.customer().value())
            .value(kinds(check, DesiredSubscription.RENEW))
            .value(kinds(check, DesiredSubscription.NONE))
            .value(result.error().orElse(null))
            .value(again.toMillis())
            .value(check.until())
            .tuple();
    return pool.preparedQuery(SETTLE).execute(values).replaceWithVoid();
  }

  private static String[] kinds(ClaimedCheck check, DesiredSubscription wish) {
    return check.wishes().entrySet().stream()
        .filter(kind -> kind.getValue() == wish)
        .map(kind -> kind.getKey().wireName())
        .toArray(String[]::new);
  }

  private ClaimedCheck claimed(Row row) {
    CustomerId customer = new CustomerId(row.getUUID("customer_id"));
    return new ClaimedCheck(
        customer,
        row.getString("slug"),
        () -> accounts.of(OpleadAccounts.kept(row)),
        row.getOffsetDateTime("due_at"),
        wishes(
            List.of(row.getArrayOfStrings("wanted")), List.of(row.getArrayOfStrings("renewed"))));
  }

  private static Map<SubscriptionKind, DesiredSubscription> wishes(
      List<String> wanted, List<String> renewed) {
    return Stream.of(SubscriptionKind.values())
        .collect(toMap(kind -> kind, kind -> DesiredSubscription.of(kind, wanted, renewed)));
  }
}
