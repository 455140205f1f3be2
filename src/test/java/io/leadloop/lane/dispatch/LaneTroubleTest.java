package io.leadloop.lane.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.customer.Customers;
import io.leadloop.customer.OpleadAccess;
import io.leadloop.lane.status.LaneStatus;
import io.leadloop.lane.status.Lanes;
import io.leadloop.oplead.AccountWire;
import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.LaneTester;
import io.leadloop.testing.Sql;
import io.leadloop.testing.TopicReader;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lanes whose Oplead throttles, fails, hangs, or wants to be called otherwise. */
@GatewayTest
class LaneTroubleTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject LaneTester tester;
  @Inject Lanes lanes;
  @Inject Customers customers;
  @Inject Vertx vertx;
  @Inject Pool pool;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  private final String token = UUID.randomUUID().toString();
  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  /** The simulator lets fewer through than the token should allow, as if others used it too. */
  @Test
  void aLaneWhoseTokenSomebodyElseUsesTakesASmallerShareAndLosesNothing() {
    int quota = 20;
    int left = 12;
    SimulatedOplead oplead =
        new SimulatedOplead(
            vertx,
            SimulatorSettings.builder()
                .quota(left)
                .quotaWindow(tester.window())
                .statuses("Nouveau")
                .build());
    oplead.accept(token);
    opened.add(oplead);
    oplead.startAndAwait();
    LaneTester.Lane lane =
        tester.open(new OpleadAccess(Optional.of(oplead.baseUrl()), token), quota);
    List<String> ids = IntStream.range(0, 40).mapToObj(i -> lane.submit("lead-" + i)).toList();

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(status(lane).usedElsewhere()).isBetween(quota - left, quota - 1));
    ids.forEach(id -> lane.awaitState(id, "forwarded"));
    assertThat(ids).allSatisfy(id -> assertThat(lane.show(id).getInt("attempts")).isEqualTo(1));
  }

  @Test
  void anOpleadThatAlwaysFailsIsLeftAloneForAWhile() {
    AtomicInteger asked = new AtomicInteger();
    URI broken =
        listen(
            request -> {
              asked.incrementAndGet();
              request.response().setStatusCode(500).end();
            });
    LaneTester.Lane lane = tester.open(new OpleadAccess(Optional.of(broken), token), 1_000);
    List<String> ids = IntStream.range(0, 40).mapToObj(i -> lane.submit("lead-" + i)).toList();

    await().atMost(PATIENCE).until(() -> status(lane).sleepsUntil().isPresent());
    int calls = asked.get();
    assertThat(calls).isBetween(15, 40);
    ids.forEach(
        id ->
            await()
                .atMost(PATIENCE)
                .until(() -> lane.show(id).getString("state").equals("queued")));
    // Who was not asked for lost no attempt.
    assertThat(ids.stream().mapToInt(id -> lane.show(id).getInt("attempts")).sum())
        .isLessThanOrEqualTo(asked.get());
  }

  @Test
  void aHangingOpleadCostsOtherCustomersNothing() {
    URI hanging = listen(request -> {});
    LaneTester.Lane stuck = tester.open(new OpleadAccess(Optional.of(hanging), token), 1_000);
    for (int i = 0; i < 100; i++) {
      stuck.submit("stuck-" + i);
    }
    URI quick = listen(request -> request.response().setStatusCode(201).end("{\"id\":1}"));
    LaneTester.Lane other = tester.open(new OpleadAccess(Optional.of(quick), token), 1_000);
    for (int i = 0; i < 20; i++) {
      other.awaitState(other.submit("other-" + i), "forwarded");
    }
    assertThat(stuck.show(stuck.submit("last")).getString("state")).isIn("queued", "forwarding");
  }

  /** It waited for the end of the poll and for a poll of its own, and so did all behind it. */
  @Test
  void aLeadThatArrivesDuringAPollOfOtherLanesIsSentAtOnce() throws SQLException {
    URI quick = listen(request -> request.response().setStatusCode(201).end("{\"id\":1}"));
    LaneTester.Lane locked = tester.open(new OpleadAccess(Optional.of(quick), token), 1_000);
    LaneTester.Lane other =
        tester.open(new OpleadAccess(Optional.of(quick), token + "-other"), 1_000);
    locked.awaitState(locked.submit("before"), "forwarded");
    other.awaitState(other.submit("before"), "forwarded");
    String waiting;
    try (Connection connection = lock(locked)) {
      waiting = locked.submit("during");
      await().atMost(PATIENCE).until(this::isPolling);

      other.awaitState(other.submit("during"), "forwarded");
      assertThat(isPolling()).as("the poll has not ended meanwhile").isTrue();
    }
    locked.awaitState(waiting, "forwarded");
  }

  /** Until that connection is closed. */
  private static Connection lock(LaneTester.Lane lane) throws SQLException {
    Connection connection = Sql.connectAsOwner();
    connection.setAutoCommit(false);
    Sql.prepare(
            connection,
            "select from lane where customer_id = ? for update",
            lane.customer().id().value())
        .execute();
    return connection;
  }

  /** Whether a poll waits for a lane; by the gateway's own role, which sees its statements. */
  private boolean isPolling() {
    return pool.query(
            "select count(*) > 0 as polls from pg_stat_activity"
                + " where wait_event_type = 'Lock' and query like 'select open_lanes(%'")
        .execute()
        .await()
        .indefinitely()
        .iterator()
        .next()
        .getBoolean("polls");
  }

  @Test
  void oneCustomersOpleadMayBeCalledOtherwise() {
    List<String> seen = new CopyOnWriteArrayList<>();
    URI peculiar =
        listen(
            request ->
                request.body(
                    body -> {
                      seen.add(request.getHeader("X-Api-Key"));
                      seen.add(String.valueOf(request.getHeader("Authorization")));
                      seen.add(body.result().toString());
                      request.response().setStatusCode(201).end();
                    }));
    LaneTester.Lane lane =
        tester.open(
            new OpleadAccess(
                Optional.of(peculiar), token, AccountWire.rest("X-Api-Key", "", null, "nested")),
            100);
    lane.awaitState(lane.submit("Dupont"), "forwarded");

    assertThat(seen.get(0)).isEqualTo(token);
    assertThat(seen.get(1)).isEqualTo("null");
    assertThat(seen.get(2)).startsWith("{\"provider\":{\"name\":\"Provider\",\"webhook_url\":");
  }

  @Test
  void aLeadExpiresWithItsCustomersOwnShelfLife() {
    LaneTester.Lane lane =
        tester.open(new OpleadAccess(Optional.of(URI.create("http://localhost:1")), token), 100);
    onContext(
        () -> customers.keepLeadsFor(lane.customer().id(), Optional.of(Duration.ofSeconds(2))));
    String id = lane.submit("late");

    lane.awaitState(id, "expired");
    assertThat(firstEvent(lane)).contains("\"state\":\"expired\"");
  }

  @Test
  void aLeadThatIsTooLateExpires() {
    LaneTester.Lane lane =
        tester.open(new OpleadAccess(Optional.of(URI.create("http://localhost:1")), token), 100);
    String soon = Instant.now().plusSeconds(3).toString();
    String id = lane.submit("late", Map.of("not_after", "\"" + soon + "\""));

    lane.awaitState(id, "expired");
  }

  private LaneStatus status(LaneTester.Lane lane) {
    return lanes.status(lane.customer().id()).await().indefinitely();
  }

  private String firstEvent(LaneTester.Lane lane) {
    try (TopicReader reader = new TopicReader(kafka, lane.pair().provider().topic())) {
      return reader.readUntil(read -> !read.isEmpty()).get(0).value();
    }
  }

  private URI listen(Handler<HttpServerRequest> handler) {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(handler)
            .listen(0, "localhost")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    opened.add(() -> server.close().toCompletionStage().toCompletableFuture().join());
    return URI.create("http://localhost:" + server.actualPort() + "/v1");
  }

  private static void onContext(Supplier<Uni<Void>> call) {
    try {
      VertxContextSupport.subscribeAndAwait(call);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
