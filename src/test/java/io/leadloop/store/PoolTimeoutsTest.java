package io.leadloop.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.GatewayTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Properties of the gateway's connections to PostgreSQL. */
@GatewayTest
class PoolTimeoutsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String LONG = "select 'longest' /* " + "x".repeat(100_000) + " */";
  private static final String PREPARED =
      "select statement from pg_prepared_statements where statement like '%longest%'";

  @Inject Pool pool;

  /** A statement that is not cached is planned at each call, a quarter of a claim's time. */
  @Test
  void longStatementIsCached() {
    Uni<Integer> kept =
        pool.withConnection(
            connection ->
                run(connection)
                    .chain(() -> run(connection))
                    .chain(() -> connection.query(PREPARED).execute())
                    .map(statements -> statements.size()));

    assertThat(kept.await().atMost(PATIENCE)).isEqualTo(1);
  }

  private static Uni<Void> run(SqlConnection connection) {
    return connection.preparedQuery(LONG).execute().replaceWithVoid();
  }
}
