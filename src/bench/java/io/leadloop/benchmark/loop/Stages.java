package io.leadloop.benchmark.loop;

import io.leadloop.benchmark.stage.Target;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.HdrHistogram.Histogram;

/** How long each stage of the loop takes, in their order. */
record Stages(
    Latency accepted, Latency forwarded, Latency calledBack, Latency visible, Latency whole) {
  private static final String BETWEEN =
      """
      select percentile_cont(array[0.5, 0.99]) within group (order by extract(epoch from %s) * 1000)
      from lead l
        join lead_event f on f.lead_id = l.id and f.sequence = 1
        join lead_event s on s.lead_id = l.id and s.sequence = 2
      where l.created_at >= ?
      """;

  static Stages measure(LoopRun run, double perSecond, Duration duration)
      throws InterruptedException, SQLException {
    run.watch().latencies();
    run.watch().journeys();
    OffsetDateTime since = OffsetDateTime.now();
    Histogram answers = run.submit(perSecond, duration);
    return new Stages(
        Latency.of(answers),
        between(run.target(), "f.time - l.created_at", since),
        between(run.target(), "s.time - f.time", since),
        Latency.of(run.watch().latencies()),
        Latency.of(run.watch().journeys()));
  }

  private static Latency between(Target target, String interval, OffsetDateTime since)
      throws SQLException {
    try (Connection connection = target.database().connect();
        PreparedStatement query = connection.prepareStatement(BETWEEN.formatted(interval))) {
      query.setObject(1, since);
      try (ResultSet found = query.executeQuery()) {
        found.next();
        Double[] millis = (Double[]) found.getArray(1).getArray();
        return new Latency(millis[0], millis[1]);
      }
    }
  }
}
