package io.leadloop.lane.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The numbers of waiting and held leads in queues of every composition, long and short. */
@GatewayTest
class LaneCountsTest {
  private static final String QUEUE =
      """
      insert into lead_queue (customer_id, provider_id, retry, due_at, lead_id, expires_at)
      select ?, md5((n % 3)::text)::uuid, ?, ?::timestamptz, gen_random_uuid(), 'infinity'
      from generate_series(1, ?) n
      """;

  private static final String PROGRESS =
      """
      insert into lead_progress (lead_id, customer_id, provider_id, state, due_at)
      select gen_random_uuid(), ?, gen_random_uuid(), ?, 'infinity' from generate_series(1, ?)
      """;

  private final UUID lane = UUID.randomUUID();
  private Connection connection;

  /** What a test puts there is rolled back. */
  @BeforeEach
  void begin() throws SQLException {
    connection = Sql.connectAsOwner();
    connection.setAutoCommit(false);
  }

  @AfterEach
  void forget() throws SQLException {
    connection.rollback();
    connection.close();
  }

  @Test
  void shortQueuesAreCountedWhateverTheLanesCounters() throws SQLException {
    queue(false, "now", 60);
    queue(true, "tomorrow", 39);
    assertThat(counts(true, 99)).containsExactly(99L, 0L);
    assertThat(counts(true, 0)).containsExactly(99L, 0L);
  }

  @Test
  void longQueuesAreTheFirstTurnsByTheLanesCountersAndTheRetries() throws SQLException {
    queue(false, "now", 300);
    queue(true, "now", 40);
    assertThat(counts(true, 300)).containsExactly(340L, 0L);
  }

  @Test
  void longQueuesOfRetriesAreCountedAsFarAsAThousand() throws SQLException {
    queue(true, "tomorrow", 700);
    assertThat(counts(true, 0)).containsExactly(700L, 0L);
    queue(true, "tomorrow", 700);
    assertThat(counts(true, 0)).containsExactly(1_000L, 0L);
  }

  /** They wait for a callback or a decision. */
  @Test
  void uncertainLeadsDoNotWait() throws SQLException {
    uncertain(150);
    assertThat(counts(true, 0)).containsExactly(0L, 0L);
    assertThat(counts(false, 0)).containsExactly(0L, 0L);
    queue(false, "now", 120);
    assertThat(counts(true, 120)).containsExactly(120L, 0L);
  }

  @Test
  void heldLeadsOfAStoppedLaneAreCountedAlike() throws SQLException {
    held(false, 99);
    assertThat(counts(false, 99)).containsExactly(0L, 99L);
    held(false, 201);
    held(true, 50);
    uncertain(30);
    assertThat(counts(false, 300)).containsExactly(0L, 350L);
  }

  @Test
  void leadsThatAreBeingHeldAreCountedOnce() throws SQLException {
    held(false, 250);
    queue(false, "now", 20);
    assertThat(counts(false, 270)).containsExactly(20L, 250L);
    queue(false, "now", 380);
    assertThat(counts(false, 650).stream().mapToLong(n -> n).sum()).isEqualTo(650);
  }

  private void held(boolean retry, int leads) throws SQLException {
    queue(retry, "infinity", leads);
    Sql.prepare(connection, PROGRESS, lane, "held", leads).execute();
  }

  private void uncertain(int leads) throws SQLException {
    queue(true, "infinity", leads);
    Sql.prepare(connection, PROGRESS, lane, "uncertain", leads).execute();
  }

  private void queue(boolean retry, String due, int leads) throws SQLException {
    Sql.prepare(connection, QUEUE, lane, retry, due, leads).execute();
  }

  /** Those that wait, and those that are held. */
  private List<Long> counts(boolean isOpen, long arrived) throws SQLException {
    try (ResultSet found =
        Sql.prepare(connection, "select * from lane_counts(?, ?, ?)", lane, isOpen, arrived)
            .executeQuery()) {
      found.next();
      return List.of(found.getLong("waiting"), found.getLong("held"));
    }
  }
}
