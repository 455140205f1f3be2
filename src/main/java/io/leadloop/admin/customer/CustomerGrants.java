package io.leadloop.admin.customer;

import io.leadloop.admin.Problems;
import io.leadloop.customer.Customers;
import io.leadloop.http.Page;
import io.leadloop.store.Batch;
import io.leadloop.store.ReadPool;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Lists the providers that may send to a customer, in the order of their onboarding. */
@Singleton
public class CustomerGrants {
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private static final String GRANTED =
      """
      select p.slug, p.name, p.disabled_at is not null as disabled, g.provider_id
      from (select provider_id from customer_grant
        where customer_id = $1 and provider_id > $2 order by provider_id limit $3) g
      cross join lateral (select * from provider where id = g.provider_id limit 1) p
      order by g.provider_id
      """;

  private final Customers customers;
  private final ReadPool reads;

  CustomerGrants(Customers customers, ReadPool reads) {
    this.customers = customers;
    this.reads = reads;
  }

  /**
   * A page of them. Fails with {@code not-found}.
   *
   * @param after the cursor of the page before; null for the first
   */
  public Uni<Page<GrantView>> of(String slug, UUID after, int size) {
    return customers
        .find(slug)
        .map(found -> found.orElseThrow(() -> Problems.notFound("customer")))
        .chain(
            customer ->
                reads
                    .get()
                    .preparedQuery(GRANTED)
                    .execute(
                        Tuple.of(
                            customer.id().value(), after == null ? BEFORE_ALL : after, size + 1)))
        .map(rows -> Page.of(Batch.list(rows, row -> row), size, CustomerGrants::cursor))
        .map(
            page ->
                new Page<>(page.items().stream().map(CustomerGrants::view).toList(), page.next()));
  }

  private static String cursor(Row row) {
    return row.getUUID("provider_id").toString();
  }

  private static GrantView view(Row row) {
    return new GrantView(row.getString("slug"), row.getString("name"), row.getBoolean("disabled"));
  }
}
