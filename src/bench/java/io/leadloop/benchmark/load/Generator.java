package io.leadloop.benchmark.load;

import io.leadloop.benchmark.stage.BenchmarkSettings;
import io.leadloop.benchmark.stage.CpuUse;
import io.leadloop.benchmark.stage.Seed;
import io.leadloop.benchmark.stage.Servers;
import io.leadloop.benchmark.stage.Target;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/** Puts load on a gateway, and measures what was achieved and what it cost. */
public final class Generator implements AutoCloseable {
  /** A connection that is silent for longer fails its load, so no load waits for ever. */
  private static final int SILENCE_SECONDS = 50;

  private final Vertx vertx;
  private final HttpClient client;
  private final Servers servers;
  private final Submissions submissions = new Submissions(Seed.CUSTOMERS);

  public Generator(Vertx vertx, Servers servers) {
    this.vertx = vertx;
    this.servers = servers;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setMaxPoolSize(BenchmarkSettings.CONNECTIONS)
                .setIdleTimeout(SILENCE_SECONDS));
  }

  public Throughput echo(Target target, Duration duration) {
    return echo(target, BenchmarkSettings.CONNECTIONS, duration);
  }

  public Throughput echo(Target target, int connections, Duration duration) {
    return closed(target, Call.echo(target, submissions), connections, duration);
  }

  public Throughput submit(Target target, Duration duration) {
    return submit(target, BenchmarkSettings.CONNECTIONS, duration);
  }

  public Throughput submit(Target target, int connections, Duration duration) {
    return closed(target, Call.submit(target, submissions), connections, duration);
  }

  public Throughput callBack(Target target, CalledBack leads, Duration duration) {
    return closed(target, Call.callBack(target, leads), BenchmarkSettings.CONNECTIONS, duration);
  }

  private Throughput closed(Target target, Call call, int connections, Duration duration) {
    HttpClient each =
        vertx.createHttpClient(
            new HttpClientOptions().setMaxPoolSize(connections).setIdleTimeout(SILENCE_SECONDS));
    try {
      return measured(target, () -> ClosedLoad.run(vertx, each, call, connections, duration));
    } finally {
      each.close();
    }
  }

  /** Latencies in microseconds at a fixed rate (open loop). */
  public Histogram callBackAt(
      Target target, CalledBack leads, double perSecond, Duration duration) {
    return openLoad(Call.callBack(target, leads)::make, perSecond, duration);
  }

  public boolean mayStream(Target target) {
    return LeadStream.isServed(client, target, submissions);
  }

  public Throughput stream(Target target, Duration duration) {
    return measured(target, () -> LeadStream.run(vertx, client, target, submissions, duration));
  }

  /** Latencies in microseconds at a fixed rate (open loop). */
  public Histogram submitAt(Target target, double perSecond, Duration duration) {
    return submitAt(target, submissions, perSecond, duration);
  }

  /** The same with leads of the caller's. */
  public Histogram submitAt(Target target, Submissions leads, double perSecond, Duration duration) {
    return openLoad(Call.submit(target, leads)::make, perSecond, duration);
  }

  /** Latencies in microseconds at a fixed rate (open loop). */
  public Histogram echoAt(Target target, double perSecond, Duration duration) {
    return openLoad(Call.echo(target, submissions)::make, perSecond, duration);
  }

  /** Latencies in microseconds at a fixed rate (open loop) of requests that the caller makes. */
  public Histogram openLoad(
      Function<HttpClient, Future<Void>> call, double perSecond, Duration duration) {
    return OpenLoad.run(vertx, client, call, perSecond, duration);
  }

  private Throughput measured(Target target, LongSupplier load) {
    CpuUse before = CpuUse.now(servers, target);
    long start = System.nanoTime();
    long answers = load.getAsLong();
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Throughput(answers / seconds, CpuUse.now(servers, target).minus(before), seconds);
  }

  @Override
  public void close() {
    client.close();
  }
}
