package io.leadloop.benchmark.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at a process' resident memory each second, for as long as it is open. */
public final class MemoryWatch implements AutoCloseable {
  private static final double KIB_A_MIB = 1024;

  private final Path status;
  private final long start = System.nanoTime();
  private final List<Sample> samples = new ArrayList<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  private MemoryWatch(long pid) {
    this.status = Path.of("/proc", Long.toString(pid), "status");
  }

  public static MemoryWatch of(Gateway gateway) {
    MemoryWatch watch = new MemoryWatch(gateway.pid());
    var unused = watch.clock.scheduleAtFixedRate(watch::look, 0, 1, TimeUnit.SECONDS);
    return watch;
  }

  private synchronized void look() {
    samples.add(new Sample((System.nanoTime() - start) / 1e9, residentMiB()));
  }

  private double residentMiB() {
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIB_A_MIB)
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public synchronized List<Sample> samples() {
    return List.copyOf(samples);
  }

  public double maxMiB() {
    return samples().stream().mapToDouble(Sample::mib).max().orElse(0);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  /**
   * @param seconds since the watch began
   * @param mib resident then
   */
  public record Sample(double seconds, double mib) {}
}
