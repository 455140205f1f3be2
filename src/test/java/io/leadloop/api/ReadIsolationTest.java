package io.leadloop.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Onboarding;
import io.restassured.http.ContentType;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Slow reads of one provider do not delay another's leads. */
@GatewayTest
class ReadIsolationTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The number per kind; more than the connections of all pools. */
  private static final int READS = 40;

  @Inject Onboarding onboarding;
  @Inject DataSource dataSource;
  @Inject Pool pool;

  /** They used all connections, and leads waited until they ended. */
  @Test
  void hangingReadsDoNotDelayOtherProvidersLeads() throws SQLException {
    Onboarding.Pair reader = onboarding.providerWithCustomer();
    Onboarding.Pair other = onboarding.providerWithCustomer();
    String lead = submit(reader);
    ExecutorService threads = Executors.newFixedThreadPool(2 * READS);
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table lead_event in access exclusive mode");
      List<CompletableFuture<Integer>> reads =
          IntStream.range(0, READS)
              .boxed()
              .flatMap(i -> Stream.of("/v1/events", "/v1/leads/" + lead + "/events"))
              .map(path -> CompletableFuture.supplyAsync(() -> get(reader, path), threads))
              .toList();
      await().atMost(PATIENCE).until(() -> waitingForALock() >= 4);

      submit(other);
      assertThat(get(other, "/v1/leads")).isEqualTo(200);
      assertThat(get(other, "/v1/leads?state=queued&created_after=2020-01-01T00:00:00Z"))
          .isEqualTo(200);
      connection.rollback();
      assertThat(reads).allSatisfy(read -> assertThat(read.join()).isIn(200, 503));
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void anEndlessStatementIsCancelledByTheDatabase() {
    assertThat(setting("statement_timeout")).isEqualTo("24s");
  }

  private String setting(String name) {
    return pool.query("show " + name)
        .execute()
        .await()
        .atMost(PATIENCE)
        .iterator()
        .next()
        .getString(0);
  }

  private long waitingForALock() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        var found =
            statement.executeQuery(
                "select count(*) from pg_locks where not granted and relation ="
                    + " 'lead_event'::regclass")) {
      found.next();
      return found.getLong(1);
    }
  }

  private static int get(Onboarding.Pair provider, String path) {
    return provider.asProvider().get(path).statusCode();
  }

  private static String submit(Onboarding.Pair provider) {
    return provider
        .asProvider()
        .contentType(ContentType.JSON)
        .body(
            Map.of(
                "customer",
                provider.customer().slug(),
                "lead",
                Map.of("lastname", "Dupont", "phone", "060102")))
        .post("/v1/leads")
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }
}
