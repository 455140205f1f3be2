package io.leadloop.push.endpoint;

import io.leadloop.store.Batch;
import io.leadloop.store.ReadPool;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;

/** Lists the endpoints of all providers for administrators. */
@Singleton
public class EndpointBoard {
  private static final String LINES =
      """
      select e.id, p.slug, p.name, e.url, e.state, c.failing_since, c.last_success_at, c.last_error,
        %s
      from provider p
      join push_endpoint e on e.provider_id = p.id
      join push_cursor c on c.endpoint_id = e.id
      where p.slug > $1 and (not $2 or e.state in ('failing', 'gone', 'disabled'))
      order by p.slug, e.id limit $3
      """
          .formatted(EndpointProgressRepository.LEADS_WAITING);

  private final ReadPool reads;

  EndpointBoard(ReadPool reads) {
    this.reads = reads;
  }

  /** By provider, from those after this slug on. */
  public Uni<List<EndpointLine>> all(String after, int limit) {
    return read(after, false, limit);
  }

  /** Those that deliver nothing because of a failure. */
  public Uni<List<EndpointLine>> broken(int limit) {
    return read("", true, limit);
  }

  private Uni<List<EndpointLine>> read(String after, boolean broken, int limit) {
    return reads
        .get()
        .preparedQuery(LINES)
        .execute(Tuple.of(after, broken, limit))
        .map(rows -> Batch.list(rows, EndpointLine::of));
  }
}
