package io.leadloop.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreFailureTest {
  /** Regression: a deadlock that Hibernate reports was answered as a fault of the gateway. */
  @ParameterizedTest
  @CsvSource({
    "40P01, true",
    "40001, true",
    "57P01, true",
    "53300, true",
    "08006, true",
    "25006, true",
    "25P02, false",
    "23505, false",
    "42601, false"
  })
  void oneStateMeansTheSameFromBothClients(String sqlState, boolean passes) {
    assertThat(StoreFailure.passes(new PgException("", "ERROR", sqlState, ""))).isEqualTo(passes);
    assertThat(StoreFailure.passes(new RuntimeException(new SQLException("", sqlState))))
        .isEqualTo(passes);
  }

  @Test
  void withoutAStateTheConnectionDecides() {
    assertThat(StoreFailure.passes(new RuntimeException(new ConnectException()))).isTrue();
    assertThat(StoreFailure.passes(new SQLException())).isFalse();
    assertThat(StoreFailure.passes(new IllegalStateException())).isFalse();
  }
}
