package io.leadloop.benchmark;

import io.leadloop.benchmark.load.QueuedLeads;
import io.leadloop.benchmark.stage.BenchmarkSettings;
import io.leadloop.benchmark.stage.Progress;
import io.leadloop.benchmark.stage.Seed;
import io.leadloop.benchmark.stage.Stage;
import io.leadloop.benchmark.stage.Target;
import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.testing.QuotaUse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.LongStream;

/**
 * One lane at Oplead's own limit with more than enough to send: how many requests the minute before
 * each moment held, as Oplead saw them arrive.
 *
 * @param limit requests a minute
 * @param arrivals in nanoseconds from the first
 */
record SlidingMinute(int limit, List<Long> arrivals) {
  private static final int LIMIT = 100;
  private static final long APART = Duration.ofMillis(200).toNanos();
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  static SlidingMinute run(Stage stage, BenchmarkSettings settings)
      throws InterruptedException, SQLException {
    SimulatedOplead oplead =
        stage.startOplead(
            SimulatorSettings.builder()
                .memory(10_000)
                .quota(100 * LIMIT)
                .statusDelay(Duration.ofDays(1))
                .build());
    try (Target target =
        stage.open("minute", database -> Seed.into(database, stage.vault(), oplead, 1, LIMIT))) {
      QueuedLeads.fill(target, stage.vault(), LIMIT * (int) (settings.minutes().toMinutes() + 2));
      target.openLanes();
      Progress.say("One lane at its limit for %s", settings.minutes());
      Thread.sleep(settings.minutes().toMillis());
      SlidingMinute minute = new SlidingMinute(LIMIT, arrivals(oplead));
      Progress.say(
          "At most %d requests in any minute, %s of the quota used",
          minute.most(),
          minute.used().isPresent()
              ? "%.2f %%".formatted(100 * minute.used().getAsDouble())
              : "an unknown part");
      return minute;
    }
  }

  /** The most requests in any minute. */
  int most() {
    return arrivals.stream().mapToInt(this::inTheMinuteBefore).max().orElse(0);
  }

  /**
   * The part of the quota that was used after the last request of the first minute; 1 is all of it.
   * It counts whole windowfuls, since each comes in a burst that the end of the run may cut. Empty
   * if none was seen after that minute.
   */
  OptionalDouble used() {
    return new QuotaUse(arrivals, limit, Duration.ofNanos(MINUTE)).part();
  }

  /** How many arrived in the minute that ends at this moment. */
  int inTheMinuteBefore(long moment) {
    return (int) arrivals.stream().filter(a -> a <= moment && a > moment - MINUTE).count();
  }

  /** Moments from the first arrival to the last, a fifth of a second apart. */
  List<Long> moments() {
    long last = arrivals.get(arrivals.size() - 1);
    return LongStream.rangeClosed(0, last / APART).mapToObj(i -> i * APART).toList();
  }

  private static List<Long> arrivals(SimulatedOplead oplead) {
    List<Long> nanos = new ArrayList<>();
    oplead.ledger().requests().forEach(request -> nanos.add(request.arrival().nanos()));
    long first = nanos.get(0);
    return nanos.stream().map(at -> at - first).toList();
  }
}
