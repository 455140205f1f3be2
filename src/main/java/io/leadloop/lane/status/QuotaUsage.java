package io.leadloop.lane.status;

import io.leadloop.lane.LaneConfig;
import io.leadloop.store.Batch;
import io.leadloop.store.ReadPool;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Reports when in the window the requests of one lane reached Oplead. Those in flight are not among
 * them.
 */
@Singleton
public class QuotaUsage {
  /** Seconds, in a window of a minute. */
  static final int PARTS = 60;

  private static final String SLOTS =
      """
      select (extract(epoch from now() - ends_at) * 1000)::bigint / greatest(1, $2::bigint / 60) as age,
        sum(requests)::int as requests, sum(refused)::int as refused
      from lane_slot
      where customer_id = (select id from customer where slug = $1)
        and ends_at > now() - $2::bigint * interval '1 ms'
      group by age
      """;

  private final ReadPool reads;
  private final long windowMillis;

  QuotaUsage(ReadPool reads, LaneConfig config) {
    this.reads = reads;
    this.windowMillis = config.window().toMillis();
  }

  /** Of a customer, in {@value #PARTS} parts of the window, oldest first. */
  public Uni<List<Part>> of(String slug) {
    return reads
        .get()
        .preparedQuery(SLOTS)
        .execute(Tuple.of(slug, windowMillis))
        .map(rows -> parts(Batch.list(rows, row -> row)));
  }

  private static List<Part> parts(List<Row> found) {
    List<Part> parts = new ArrayList<>(Collections.nCopies(PARTS, Part.NONE));
    for (Row row : found) {
      int age = (int) Math.max(0, Math.min(PARTS - 1, row.getLong("age")));
      parts.set(
          PARTS - 1 - age,
          parts.get(PARTS - 1 - age).plus(row.getInteger("requests"), row.getInteger("refused")));
    }
    return List.copyOf(parts);
  }

  /**
   * One part.
   *
   * @param requests of these Oplead refused some
   * @param refused for they were too many
   */
  public record Part(int requests, int refused) {
    private static final Part NONE = new Part(0, 0);

    private Part plus(int moreRequests, int moreRefused) {
      return new Part(requests + moreRequests, refused + moreRefused);
    }
  }
}
