package io.leadloop.feedback.label;

import io.leadloop.feedback.Feedback;
import io.leadloop.oplead.status.StatusCode;
import io.leadloop.oplead.status.StatusMap;
import io.leadloop.store.Batch;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The mappings of labels. There is one for each label and customer, and one for all customers. */
@Singleton
public class LabelMappingRepository {
  /** The most mappings: every replica reads all of them every few seconds. */
  public static final int MOST = 1_000;

  private static final String PAGE =
      """
      select m.id, c.slug, m.label, m.code, m.created_at, m.changed_at, r.state, r.planned,
        r.corrected, r.started_at, r.ended_at
      from label_mapping m left join customer c on c.id = m.customer_id
      left join label_correction r on r.mapping_id = m.id
      where m.id > $1 order by m.id limit $2
      """;
  private static final String FIND =
      """
      select m.id, c.slug, m.label, m.code, m.created_at, m.changed_at, r.state, r.planned,
        r.corrected, r.started_at, r.ended_at
      from label_mapping m left join customer c on c.id = m.customer_id
      left join label_correction r on r.mapping_id = m.id
      where m.id = $1
      """;
  private static final String ID_OF =
      """
      select m.id from label_mapping m left join customer c on c.id = m.customer_id
      where m.essence = $1 and c.slug is not distinct from $2::text
      """;
  private static final String COUNT = "select count(*) as mappings from label_mapping";
  private static final String PUT =
      """
      insert into label_mapping as m (id, customer_id, label, essence, code)
      select $1::uuid, c.id, $3::text, $4::text, $5::text
      from (select) one left join customer c on c.slug = $2
      where $2::text is null or c.id is not null
      on conflict (essence, coalesce(customer_id, '00000000-0000-0000-0000-000000000000'))
        do update set label = excluded.label, code = excluded.code, changed_at = now()
      returning m.id
      """;
  private static final String REMOVE = "delete from label_mapping where id = $1";
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final Pool pool;

  LabelMappingRepository(Pool pool) {
    this.pool = pool;
  }

  /**
   * The oldest first.
   *
   * @param after the id of the last one of the page before; empty for the first page
   */
  public Uni<List<LabelMapping>> list(Optional<UUID> after, int limit) {
    return pool.preparedQuery(PAGE)
        .execute(Tuple.of(after.orElse(BEFORE_ALL), limit))
        .map(rows -> Batch.list(rows, LabelMapping::of));
  }

  public Uni<Optional<LabelMapping>> find(UUID id) {
    return find(pool, id);
  }

  /** The same as the caller's transaction sees it. */
  public Uni<Optional<LabelMapping>> find(SqlClient tx, UUID id) {
    return tx.preparedQuery(FIND)
        .execute(Tuple.of(id))
        .map(rows -> Batch.list(rows, LabelMapping::of).stream().findFirst());
  }

  /** The mapping of that label and customer, as the caller's transaction sees it. */
  public Uni<Optional<LabelMapping>> find(SqlClient tx, String label, Optional<String> customer) {
    return tx.preparedQuery(ID_OF)
        .execute(Tuple.of(StatusMap.essence(label), customer.orElse(null)))
        .map(rows -> Batch.list(rows, row -> row.getUUID("id")).stream().findFirst())
        .chain(
            id ->
                id.isEmpty()
                    ? Uni.createFrom().item(Optional.empty())
                    : find(tx, id.orElseThrow()));
  }

  /** How many there are. */
  public Uni<Long> count(SqlClient tx) {
    return tx.preparedQuery(COUNT)
        .execute()
        .map(rows -> rows.iterator().next().getLong("mappings"));
  }

  /**
   * Adds a mapping or changes its code, in the caller's transaction; returns its id.
   *
   * @param customer the slug of a customer; empty for all
   */
  public Uni<UUID> put(SqlClient tx, String label, Optional<String> customer, StatusCode code) {
    return tx.preparedQuery(PUT)
        .execute(
            Tuple.of(
                Feedback.nextId(),
                customer.orElse(null),
                label,
                StatusMap.essence(label),
                code.wireName()))
        .map(rows -> rows.iterator().next().getUUID("id"));
  }

  /** Removes a mapping with its run, in the caller's transaction. */
  public Uni<Void> remove(SqlClient tx, UUID id) {
    return tx.preparedQuery(REMOVE).execute(Tuple.of(id)).replaceWithVoid();
  }
}
