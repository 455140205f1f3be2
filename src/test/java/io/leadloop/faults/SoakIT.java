package io.leadloop.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.Vitals;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole loop under load for {@code -Dsoak.minutes}: the gateway's resources do not grow, and
 * the books balance. Plots show the resources over time.
 */
@Tag("long")
@EnabledIfSystemProperty(named = "soak.minutes", matches = "[1-9]\\d*")
class SoakIT {
  private static final Logger LOG = Logger.getLogger(SoakIT.class);
  private static final long LOOK_EVERY_SECONDS = 5;
  private static final Duration WARM_UP = Duration.ofMinutes(1);
  private static final int MORE_THREADS = 8;
  private static final int MORE_FILES = 40;

  @TempDir Path directory;
  private Installation installation;

  @BeforeEach
  void start() {
    installation = Installation.start(directory, 2);
  }

  @AfterEach
  void stop() {
    installation.close();
  }

  @Test
  void nothingGrows() throws InterruptedException, IOException {
    Duration length = Duration.ofMinutes(Integer.getInteger("soak.minutes"));
    long seed = Long.getLong("faults.seed", System.nanoTime());
    LOG.infof("soak of %s: -Dfaults.seed=%d", length, seed);
    long pid = installation.gateways().get(0).pid();
    Load load = new Load(installation, seed, Load.LONGEST_CALL).start();
    TimeUnit.NANOSECONDS.sleep(WARM_UP.toNanos());

    long heapBefore = Vitals.liveHeapBytes(pid);
    List<SoakSample> samples = new ArrayList<>();
    long began = System.nanoTime();
    while (System.nanoTime() - began < length.toNanos()) {
      samples.add(sample(pid, began));
      LOG.infof("soak: %s", samples.get(samples.size() - 1));
      TimeUnit.SECONDS.sleep(LOOK_EVERY_SECONDS);
    }
    long heapAfter = Vitals.liveHeapBytes(pid);
    load.stop();
    Books.Balance balance = Books.balance(installation, load);
    LOG.infof("soak: %s answers=%s longest=%s", balance, load.answers(), load.longest());
    new SoakReport(length, seed, samples, heapBefore, heapAfter, balance).write();

    SoakSample first = samples.get(0);
    SoakSample last = samples.get(samples.size() - 1);
    assertThat(last.threads()).isLessThanOrEqualTo(first.threads() + MORE_THREADS);
    assertThat(last.files()).isLessThanOrEqualTo(first.files() + MORE_FILES);
    assertThat(heapAfter).isLessThan(heapBefore + (16 << 20));
  }

  private SoakSample sample(long pid, long began) {
    Vitals vitals = Vitals.of(pid);
    return new SoakSample(
        (System.nanoTime() - began) / 1e9,
        vitals.residentBytes(),
        vitals.threads(),
        vitals.files(),
        installation.count("select count(*) from pg_stat_activity where usename = 'leadloop'"),
        installation.count("select pg_database_size(current_database())"),
        installation.count("select count(*) from lead"));
  }
}
