package io.leadloop.console.overview;

import io.leadloop.store.ReadPool;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Reads how far a first installation is; once it has a lead, by one look at an index. */
@Singleton
class FirstStepsReader {
  static final String IS_USED =
      "select exists (select from customer) and exists (select from lead_tally) as is_used";

  /** Audited are attempts; of the newest entries only, since a first installation has few. */
  static final String STEPS =
      """
      with newest as materialized (
        select action from audit_entry order by transaction desc, position desc limit 500
      )
      select (select slug from customer order by slug limit 1) as customer,
        exists (select from customer where verification = 'ok') as is_verified,
        (select p.slug from customer_grant g join provider p on p.id = g.provider_id limit 1)
          as provider,
        exists (select from newest where action = 'provider.check') as is_checked,
        exists (select from newest where action = 'provider.certify') as is_certified
      """;

  private final ReadPool reads;

  FirstStepsReader(ReadPool reads) {
    this.reads = reads;
  }

  /** Empty once a lead was accepted. */
  Uni<Optional<FirstSteps>> read() {
    return row(IS_USED)
        .chain(
            row ->
                row.getBoolean("is_used")
                    ? Uni.createFrom().item(Optional.<FirstSteps>empty())
                    : row(STEPS).map(FirstStepsReader::steps).map(Optional::of));
  }

  private Uni<Row> row(String sql) {
    return reads.get().preparedQuery(sql).execute().map(rows -> rows.iterator().next());
  }

  private static FirstSteps steps(Row row) {
    Optional<String> customer = Optional.ofNullable(row.getString("customer"));
    Optional<String> provider = Optional.ofNullable(row.getString("provider"));
    return new FirstSteps(
        customer.isPresent(),
        row.getBoolean("is_verified"),
        provider.isPresent(),
        row.getBoolean("is_checked"),
        row.getBoolean("is_certified"),
        customer,
        provider);
  }
}
