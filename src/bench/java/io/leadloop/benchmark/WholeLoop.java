package io.leadloop.benchmark;

import io.leadloop.simulator.SimulatorSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.HdrHistogram.Histogram;

/**
 * The whole loop with everything on this machine: a lead is posted, forwarded, called back once,
 * and both events of it are on the provider's topic.
 *
 * @param burst of leads that come faster than they can go through
 * @param cpu of that burst
 * @param steady the rate at which the stages were timed
 * @param stages in their order
 */
record WholeLoop(Burst burst, CpuUse cpu, double steady, Stages stages) {
  private static final int NO_LIMIT = 100_000_000;
  private static final int EVENTS_OF_A_LEAD = 2;
  private static final double BURST_PER_SECOND = 5_000;
  private static final Duration BURST = Duration.ofSeconds(6);

  /** Until the compiler has seen enough of all that takes part. */
  private static final int WARM_UPS = 6;

  static WholeLoop run(Generator generator, Stage stage, BenchmarkSettings settings)
      throws InterruptedException, SQLException {
    var oplead =
        stage.startOplead(
            SimulatorSettings.builder()
                .memory(1_000)
                .quota(NO_LIMIT)
                .statuses("Nouveau")
                .statusDelay(Duration.ZERO)
                .build());
    try (Target target =
            stage.open(
                "loop",
                database -> Seed.into(database, stage.vault(), oplead, Seed.CUSTOMERS, NO_LIMIT));
        TopicWatch watch = TopicWatch.of(target, stage.servers().kafkaClient())) {
      for (int i = 0; i < WARM_UPS; i++) {
        burst(generator, target, watch);
      }
      CpuUse before = CpuUse.now(stage.servers(), target);
      Burst burst = burst(generator, target, watch);
      CpuUse cpu = CpuUse.now(stage.servers(), target).minus(before);
      double steady = burst.perSecond() / 2;
      return new WholeLoop(
          burst, cpu, steady, Stages.measure(generator, target, watch, steady, settings.load()));
    }
  }

  private static Burst burst(Generator generator, Target target, TopicWatch watch)
      throws InterruptedException {
    long start = System.nanoTime();
    long leads = submit(generator, target, watch, BURST_PER_SECOND, BURST).getTotalCount();
    Burst burst = new Burst(leads, (System.nanoTime() - start) / 1e9);
    Progress.say("A burst through the whole loop: %,.0f leads a second", burst.perSecond());
    return burst;
  }

  /** Submits at that rate, and waits until all that follows is on the topic. */
  private static Histogram submit(
      Generator generator, Target target, TopicWatch watch, double perSecond, Duration duration)
      throws InterruptedException {
    long before = watch.seen();
    Histogram answers = generator.submitAt(target, perSecond, duration);
    watch.await(before + EVENTS_OF_A_LEAD * answers.getTotalCount());
    return answers;
  }

  /** Processor time for one lead, in microseconds, of a part of what was spent. */
  double micros(double seconds) {
    return seconds * 1e6 / burst.leads();
  }

  /**
   * Leads that were posted together.
   *
   * @param seconds from the first that was posted to the last that was on the topic
   */
  record Burst(long leads, double seconds) {
    double perSecond() {
      return leads / seconds;
    }
  }

  /** How long each stage takes. */
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

    static Stages measure(
        Generator generator, Target target, TopicWatch watch, double perSecond, Duration duration)
        throws InterruptedException, SQLException {
      watch.latencies();
      watch.journeys();
      OffsetDateTime since = OffsetDateTime.now();
      Histogram answers = submit(generator, target, watch, perSecond, duration);
      return new Stages(
          Latency.of(answers),
          between(target, "f.time - l.created_at", since),
          between(target, "s.time - f.time", since),
          Latency.of(watch.latencies()),
          Latency.of(watch.journeys()));
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

  /** In milliseconds. */
  record Latency(double median, double p99) {
    private static Latency of(Histogram micros) {
      return new Latency(
          micros.getValueAtPercentile(50) / 1e3, micros.getValueAtPercentile(99) / 1e3);
    }
  }
}
