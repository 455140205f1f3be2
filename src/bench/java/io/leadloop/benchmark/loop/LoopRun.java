package io.leadloop.benchmark.loop;

import io.leadloop.benchmark.load.Generator;
import io.leadloop.benchmark.load.Submissions;
import io.leadloop.benchmark.stage.CpuUse;
import io.leadloop.benchmark.stage.Progress;
import io.leadloop.benchmark.stage.Servers;
import io.leadloop.benchmark.stage.Target;
import io.leadloop.benchmark.stage.TopicWatch;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** A gateway whose leads go through the whole loop, and the consumer that waits for them. */
record LoopRun(Generator generator, Servers servers, Target target, TopicWatch watch) {
  private static final int EVENTS_OF_A_LEAD = 2;
  private static final int BURST_PER_SECOND = 5_000;
  private static final int MILLIS = 1_000;

  Burst burst(int leads) throws InterruptedException, SQLException {
    return burst(leads, posting -> generator.submitAt(target, BURST_PER_SECOND, posting));
  }

  /** The same with leads of the caller's. */
  Burst burst(int leads, Submissions submissions) throws InterruptedException, SQLException {
    return burst(
        leads, posting -> generator.submitAt(target, submissions, BURST_PER_SECOND, posting));
  }

  private Burst burst(int leads, Function<Duration, Histogram> load)
      throws InterruptedException, SQLException {
    Duration posting = Duration.ofMillis((long) leads * MILLIS / BURST_PER_SECOND);
    long wal = target.database().walBytes();
    CpuUse before = now();
    long start = System.nanoTime();
    long posted = await(() -> load.apply(posting)).getTotalCount();
    double seconds = (System.nanoTime() - start) / 1e9;
    Burst burst = new Burst(posted, seconds, since(before), target.database().walBytes() - wal);
    Progress.say(
        "A burst through the whole loop: %,.0f leads a second, %,.0f us and %,.0f bytes of WAL each",
        burst.perSecond(), burst.micros(), burst.walBytesPerLead());
    return burst;
  }

  /** Submits at that rate, and waits until all that follows is on the topic. */
  Histogram submit(double perSecond, Duration duration) throws InterruptedException {
    return await(() -> generator.submitAt(target, perSecond, duration));
  }

  /** The same with leads that the caller makes. */
  Histogram submit(Function<HttpClient, Future<Void>> lead, double perSecond, Duration duration)
      throws InterruptedException {
    return await(() -> generator.openLoad(lead, perSecond, duration));
  }

  private Histogram await(Supplier<Histogram> load) throws InterruptedException {
    long before = watch.seen();
    Histogram answers = load.get();
    watch.await(before + EVENTS_OF_A_LEAD * answers.getTotalCount());
    return answers;
  }

  /** What has been spent since. */
  CpuUse since(CpuUse before) {
    return now().minus(before);
  }

  CpuUse now() {
    return CpuUse.now(servers, target);
  }
}
