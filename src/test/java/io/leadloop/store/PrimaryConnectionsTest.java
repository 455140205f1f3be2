package io.leadloop.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.leadloop.embedded.LoopbackPort;
import io.leadloop.testing.GatewayTest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Which of several addresses a connection is opened to. */
@GatewayTest
class PrimaryConnectionsTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(500);

  @Inject Vertx vertx;

  @ConfigProperty(name = "quarkus.datasource.reactive.url")
  String url;

  @ConfigProperty(name = "quarkus.datasource.username")
  String username;

  @ConfigProperty(name = "quarkus.datasource.password")
  String password;

  @Test
  void theOneThatWritesIsFoundAmongThoseThatDoNot() {
    PrimaryConnections connections = connections(LONG, closedPort(), reader(), server());
    assertThat(readsOnly(connections)).isEqualTo("off");
    assertThat(readsOnly(connections)).isEqualTo("off");
  }

  @Test
  void theOnlyServerIsRefusedWhileItOnlyReads() {
    PrimaryConnections connections = connections(LONG, reader());
    assertThatThrownBy(() -> readsOnly(connections))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(IOException.class)
        .matches(StoreFailure::passes);
  }

  @Test
  void anAddressThatDoesNotAnswerIsGivenUp() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      PgConnectOptions address = server().setPort(silent.getLocalPort());
      PrimaryConnections connections = connections(SHORT, address, server());
      await()
          .atMost(LONG)
          .ignoreExceptions() // The server may be slower than that, too.
          .until(() -> readsOnly(connections).equals("off"));
      assertThatThrownBy(() -> readsOnly(connections(SHORT, address)))
          .matches(StoreFailure::passes);
    }
  }

  private PrimaryConnections connections(Duration within, SqlConnectOptions... addresses) {
    return new PrimaryConnections(vertx, List.of(addresses), within);
  }

  /** As the server answers on a new connection. */
  private String readsOnly(PrimaryConnections connections) {
    Future<String> answer =
        connections
            .connect(vertx.getOrCreateContext())
            .compose(
                opened ->
                    opened
                        .query("show transaction_read_only")
                        .execute()
                        .map(rows -> rows.iterator().next().getString(0))
                        .eventually(() -> close(opened)));
    return answer.toCompletionStage().toCompletableFuture().join();
  }

  private static Future<Void> close(SqlConnection opened) {
    return opened.close();
  }

  private PgConnectOptions server() {
    return PgConnectOptions.fromUri(url)
        .setHost("localhost")
        .setUser(username)
        .setPassword(password);
  }

  private PgConnectOptions reader() {
    return server().addProperty("default_transaction_read_only", "on");
  }

  private PgConnectOptions closedPort() {
    return server().setPort(LoopbackPort.free());
  }
}
