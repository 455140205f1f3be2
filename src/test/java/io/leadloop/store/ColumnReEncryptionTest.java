package io.leadloop.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Sql;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs on its own table in the real database. */
@GatewayTest
class ColumnReEncryptionTest {
  private static final UUID OWNER = UUID.randomUUID();
  private static final ColumnReEncryption RE_ENCRYPTION =
      new ColumnReEncryption("rewritten", "owner", "value");

  @Inject Pool pool;
  @Inject DataSource dataSource;

  @BeforeEach
  void createTable() {
    asOwner("create table rewritten (id uuid primary key, owner uuid not null, value bytea)");
    asOwner("grant select, insert, update on rewritten to " + role());
    for (int i = 1; i <= 5; i++) {
      pool.preparedQuery("insert into rewritten values ($1, $2, $3)")
          .execute(Tuple.of(new UUID(0, i), OWNER, i == 3 ? null : Buffer.buffer("old" + i)))
          .await()
          .indefinitely();
    }
  }

  @AfterEach
  void dropTable() {
    asOwner("drop table rewritten");
  }

  @Test
  void allValuesAreRewrittenInStepsAndASecondRunFindsNothingToDo() {
    assertThat(rewriteAll()).containsExactly(2, 1, 1);
    assertThat(values()).containsExactly("new1", "new2", null, "new4", "new5");
    assertThat(rewriteAll()).containsExactly(0, 0, 0);
  }

  @Test
  void concurrentlyChangedValueIsSkipped() {
    RE_ENCRYPTION
        .step(
            pool,
            Optional.empty(),
            10,
            (owner, value) -> {
              if (new String(value, UTF_8).equals("old1")) {
                changeConcurrently();
              }
              return rewritten(owner, value);
            })
        .await()
        .indefinitely();
    assertThat(values()).containsOnlyNulls();
  }

  private void changeConcurrently() {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("update rewritten set value = null");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private List<Integer> rewriteAll() {
    List<Integer> counts = new ArrayList<>();
    Optional<UUID> after = Optional.empty();
    do {
      ColumnReEncryption.Step step =
          RE_ENCRYPTION.step(pool, after, 2, this::rewritten).await().indefinitely();
      counts.add(step.rewritten());
      after = step.last();
    } while (after.isPresent());
    return counts;
  }

  private Optional<byte[]> rewritten(UUID owner, byte[] value) {
    assertThat(owner).isEqualTo(OWNER);
    String text = new String(value, UTF_8);
    return text.startsWith("old")
        ? Optional.of(text.replace("old", "new").getBytes(UTF_8))
        : Optional.empty();
  }

  private List<String> values() {
    return Batch.list(
        pool.query("select convert_from(value, 'UTF8') as text from rewritten order by id")
            .execute()
            .await()
            .indefinitely(),
        row -> row.getString("text"));
  }

  private String role() {
    return pool.query("select current_user::text as name")
        .execute()
        .await()
        .indefinitely()
        .iterator()
        .next()
        .getString("name");
  }

  private static void asOwner(String sql) {
    try (Connection connection = Sql.connectAsOwner();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
