package io.leadloop.benchmark;

import io.leadloop.benchmark.load.Generator;
import io.leadloop.benchmark.load.QueuedLeads;
import io.leadloop.benchmark.stage.BenchmarkSettings;
import io.leadloop.benchmark.stage.Progress;
import io.leadloop.benchmark.stage.Seed;
import io.leadloop.benchmark.stage.Stage;
import io.leadloop.benchmark.stage.Target;
import io.leadloop.simulator.SimulatorSettings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What one customer whose Oplead hangs costs the others: the time from acceptance to forwarded of
 * their leads, at a steady rate, in turns without and with the hanging one.
 *
 * @param without 99th percentile in milliseconds while all answer
 * @param with the same while one hangs
 */
record Isolation(double without, double with) {
  private static final int NO_LIMIT = 100_000_000;
  private static final double PER_SECOND = 300;
  private static final int ROUNDS = 5;
  private static final int STUCK = 2_000;
  private static final Duration HANGS = Duration.ofSeconds(30);
  private static final String P99 =
      """
      select percentile_cont(0.99) within group
        (order by extract(epoch from e.time - l.created_at)) * 1000
      from lead l join lead_event e on e.lead_id = l.id and e.sequence = 1
      where l.created_at between ? and ?
      """;

  static Isolation run(Generator generator, Stage stage, BenchmarkSettings settings)
      throws InterruptedException, SQLException {
    Vertx vertx = Vertx.vertx();
    HttpServer hanging =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> vertx.setTimer(HANGS.toMillis(), timer -> request.response().end("{}")))
            .listen(0, "localhost")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    var oplead =
        stage.startOplead(
            SimulatorSettings.builder()
                .memory(1_000)
                .quota(NO_LIMIT)
                .statusDelay(Duration.ofDays(1))
                .build());
    try (Target target =
        stage.open(
            "isolation",
            database -> Seed.into(database, stage.vault(), oplead, Seed.CUSTOMERS, NO_LIMIT))) {
      measure(generator, target, settings.load());
      List<Double> without = new ArrayList<>();
      List<Double> with = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        without.add(measure(generator, target, settings.load()));
        park(target, stage, round, URI.create("http://localhost:" + hanging.actualPort()));
        with.add(measure(generator, target, settings.load()));
        clear(target);
      }
      Isolation isolation = new Isolation(median(without), median(with));
      Progress.say(
          "From acceptance to forwarded, p99: %.1f ms, and %.1f ms while one customer hangs",
          isolation.without, isolation.with);
      return isolation;
    } finally {
      hanging.close();
      vertx.close();
    }
  }

  double ratio() {
    return with / without;
  }

  /** A customer with many leads whose requests all time out. */
  private static void park(Target target, Stage stage, int round, URI hanging) throws SQLException {
    var customer =
        target
            .seed()
            .add(
                target.database(),
                stage.vault(),
                new Seed.Account("hanging-" + round, hanging, "token", NO_LIMIT));
    Target only =
        new Target(
            target.gateway(),
            target.database(),
            new Seed(target.seed().provider(), target.seed().slug(), List.of(customer), "none"));
    QueuedLeads.fill(only, stage.vault(), STUCK);
    only.openLanes();
  }

  /** The hanging customer is gone before the next turn without it. */
  private static void clear(Target target) throws SQLException, InterruptedException {
    try (Connection connection = target.database().connect();
        PreparedStatement expire =
            connection.prepareStatement(
                """
                select count(*) from (
                  select expire_leads(array(select lead_id from lead_queue), 'a test is over', true)) e
                """)) {
      Thread.sleep(Duration.ofSeconds(12).toMillis());
      expire.execute();
    }
  }

  private static double measure(Generator generator, Target target, Duration duration)
      throws SQLException, InterruptedException {
    OffsetDateTime start = OffsetDateTime.now();
    generator.submitAt(target, PER_SECOND, duration);
    OffsetDateTime end = OffsetDateTime.now();
    Thread.sleep(2_000);
    try (Connection connection = target.database().connect();
        PreparedStatement p99 = connection.prepareStatement(P99)) {
      p99.setObject(1, start);
      p99.setObject(2, end);
      try (ResultSet found = p99.executeQuery()) {
        found.next();
        return found.getDouble(1);
      }
    }
  }

  private static double median(List<Double> values) {
    Collections.sort(values);
    return values.get(values.size() / 2);
  }
}
