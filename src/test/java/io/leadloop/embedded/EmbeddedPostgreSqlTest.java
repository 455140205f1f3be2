package io.leadloop.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgreSqlTest {
  @TempDir Path directory;

  @Test
  void nextGatewayStopsAnAbandonedServerAndFindsItsData() throws Exception {
    assertThat(AbandonedGateway.runIn(directory)).isZero();
    Path cutOff = Files.createDirectories(directory.resolve("postgresql/binaries/PG-cut/lib"));
    Files.createSymbolicLink(cutOff.resolve("libpq.so"), Path.of("libpq.so.5"));
    ProcessHandle abandoned = ProcessHandle.of(postmasterPid()).orElseThrow();
    assertThat(abandoned.isAlive()).isTrue();

    try (EmbeddedServers servers = EmbeddedServers.in(directory)) {
      EmbeddedPostgreSql postgreSql = servers.startPostgreSql(0);
      assertThat(postmasterPid()).isNotEqualTo(abandoned.pid());
      assertThat(cutOff.getParent()).as("binaries that were unpacked in part").doesNotExist();
      assertThat(new NoteTable(postgreSql).read()).isEqualTo("written before the kill");
      assertItIsDurable(new NoteTable(postgreSql));
      assertItIsPrivate(postgreSql);
    }
  }

  private static void assertItIsDurable(NoteTable any) throws SQLException {
    assertThat(any.setting("fsync")).isEqualTo("on");
    assertThat(any.setting("synchronous_commit")).isEqualTo("on");
    assertThat(any.setting("server_encoding")).isEqualTo("UTF8");
  }

  private static void assertItIsPrivate(EmbeddedPostgreSql postgreSql) {
    assertThatThrownBy(
            () -> DriverManager.getConnection("jdbc:" + postgreSql.url(), "postgres", "guess"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
  }

  private long postmasterPid() throws Exception {
    Path file = directory.resolve("postgresql/data/postmaster.pid");
    return Long.parseLong(Files.readAllLines(file).get(0));
  }
}
